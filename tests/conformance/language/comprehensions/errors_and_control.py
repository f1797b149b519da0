"""Exceptions in a comprehension leave it, and StopIteration in one is not swallowed."""
def boom(x):
    if x == 2:
        raise ValueError('at 2')
    return x
seen = []
try:
    [seen.append(x) or boom(x) for x in range(5)]
except ValueError as e:
    print(e, seen)
try:
    [x for x, y in [(1, 2), (3,)]]
except ValueError as e:
    print(e)
def stop(): raise StopIteration('value')
try:
    [stop() for _ in range(3)]
except StopIteration as e:
    print('list', repr(e))
try:
    list(stop() for _ in range(3))
except RuntimeError as e:
    print('gen', e, repr(e.__cause__))
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(type(e).__name__)
def f():
    for x in [i for i in range(3) if i]:
        return x
print(f())
def g():
    try:
        return [1 / x for x in (1, 0)]
    except ZeroDivisionError:
        return [x for x in 'handled']
print(g())
print([x for x in [y for y in [z for z in range(3)]]])
big = [i for i in range(10000)]
print(len(big), big[-1], sum(big))
print([[] for _ in range(3)], [x for x in []], {k: 1 for k in ()}, {k for k in ()})
l = [[] for _ in range(2)]
l[0].append(1)
print(l)
