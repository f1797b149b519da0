"""Loops over ranges run the right number of times with the right values, at every boundary."""
def run(*args): return [i for i in range(*args)]
for args in ((0,), (1,), (-1,), (3,), (2, 2), (2, 5), (5, 2), (5, 2, -1), (0, 10, 3), (10, 0, -3), (-5, 5, 5), (0, -10, -4), (1, 2, 100), (2, 1, -100), (-2, -2, -1)):
    got = run(*args)
    assert len(range(*args)) == len(got), args
    print(args, got)
total = 0
for i in range(100000): total += i
print(total, i)
for i in range(0): pass
print(i)
for i in range(2 ** 62, 2 ** 62 + 3): print(i, end=' ')
for i in range(2 ** 64, 2 ** 64 + 2): print(i, end=' ')
for i in range(-2 ** 63 - 1, -2 ** 63 + 2): print(i, end=' ')
for i in range(2 ** 63, 2 ** 63 - 6, -3): print(i, end=' ')
print()
n = 3
for i in range(n):
    n = 10
    i *= 100
print(n, i)
for i in range(3):
    for i in range(2): pass
    print(i, end=' ')
print()
r = range(3)
print([(a, b) for a in r for b in r if a < b], list(zip(r, r)), sum(r) == sum(r), [i for i in r] == [i for i in r])
for i in reversed(range(3)): print(i, end=' ')
for i in range(5)[1:4]: print(i, end=' ')
for i in range(True, 4, True): print(i, end=' ')
print()
it = iter(range(5))
for i in it:
    if i == 1: next(it)
    print(i, end=' ')
print(list(it))
def bounds():
    print('bounds evaluated once')
    return 3
print([i for i in range(bounds())])
