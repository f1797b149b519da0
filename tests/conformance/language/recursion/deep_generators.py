"""Chains of generators deeper than the limit end in RecursionError, and shallower ones work."""
def countdown(n):
    if n:
        yield n
        yield from countdown(n - 1)
print(sum(countdown(400)))
def chain(n):
    g = iter([1, 2, 3])
    for _ in range(n):
        g = (x + 1 for x in g)
    return g
print(list(chain(300)))
try:
    list(chain(20000))
except RecursionError:
    pass
try:
    sum(countdown(20000))
except RecursionError:
    pass
def delegating(n):
    return (yield from delegating(n - 1)) + 1 if n else (yield 'bottom')
g = delegating(300)
print(next(g))
try:
    g.send(0)
except StopIteration as e:
    print(e.value)
g = delegating(300)
next(g)
try:
    g.throw(ValueError('through all levels'))
except ValueError as e:
    print(e)
g = delegating(300)
next(g)
g.close()
m = iter(range(3))
for _ in range(300):
    m = map(lambda x: x, m)
print(list(m))
f = iter([1, 0, 2])
for _ in range(300):
    f = filter(None, f)
print(list(f))
print('alive')
