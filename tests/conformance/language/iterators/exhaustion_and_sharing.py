"""An iterator shared by several consumers advances once for all, and stays exhausted."""
it = iter(range(10))
print(next(it), [next(it) for _ in range(2)], 5 in it, list(it), list(it))
it = iter('abcdef')
for x in it:
    print(x, next(it), end='; ')
print()
it = iter([1, 2, 3, 4, 5, 6])
print([(a, b) for a, b in zip(it, it)])
it = iter(range(6))
for x in it:
    if x == 2: break
print(list(it))
g = (x for x in range(5))
first, second, *_ = g
print(first, second, _, next(g, 'done'))
m = map(lambda x: x * 2, it2 := iter([1, 2, 3]))
print(next(m), next(it2), list(m))
f = filter(None, it3 := iter([0, 1, 0, 2]))
print(next(f), next(it3), list(f))
e = enumerate(it4 := iter('xyz'))
print(next(e), next(it4), list(e))
l = [1, 2]
i1, i2 = iter(l), iter(l)
print(next(i1), next(i1), next(i2), next(i1, None))
l.append(3)
print(next(i1, 'stays exhausted'), next(i2), next(i2), next(i2, None))
z = zip([1, 2, 3], 'ab')
print(next(z), list(z), list(z))
r = reversed([1, 2, 3])
print(next(r), list(r), list(r))
d = iter({'a': 1, 'b': 2}.items())
print(next(d), dict(d), dict(d))
def take_while(pred, it):
    for x in it:
        if not pred(x): return
        yield x
src = iter([1, 2, 9, 3])
print(list(take_while(lambda x: x < 5, src)), list(src))
print(sum(iter([1, 2])), max(iter('hello')), sorted(iter([2, 1])), list(iter(iter([1]))), ''.join(iter('ab')), 3 in iter([1, 2, 3]))
