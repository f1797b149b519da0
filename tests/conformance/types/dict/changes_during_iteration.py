"""Changing a dict's size while iterating is an error at the next step; changing values is not."""
def attempt(action, make=iter):
    d = {'a': 1, 'b': 2, 'c': 3}
    seen = []
    try:
        for x in make(d):
            seen.append(x)
            action(d, x)
            if len(seen) > 5: break
    except RuntimeError as e:
        seen.append(str(e))
    return seen
print(attempt(lambda d, x: d.update(new=1)))
print(attempt(lambda d, x: d.pop('c', None)))
print(attempt(lambda d, x: d.clear()))
print(attempt(lambda d, x: d.__setitem__('b', 'changed')))
print(attempt(lambda d, x: d.update(z=1), lambda d: d.keys()))
print(attempt(lambda d, x: d.update(z=1), lambda d: d.items()))
print(attempt(lambda d, x: d.update(z=1), lambda d: d.values()))
print(attempt(lambda d, x: d.update(z=1), reversed))
print(attempt(lambda d, x: d.update(z=1), list))
def swap(d, x):
    if x == 'a':
        del d['c']
        d['q'] = 1
print(attempt(swap))
d = {1: 'a'}
it = iter(d)
d[2] = 'b'
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
d = {i: i for i in range(5)}
for k in list(d):
    if k % 2: del d[k]
print(d)
d = {1: 1}
it = iter(d)
next(it)
d[2] = 2
try:
    print(next(it, 'end'))
except RuntimeError as e:
    print(e)
print({k: v for k, v in d.items() if k > 1}, [d.setdefault(k, 0) for k in [5, 6]], d)
