"""A generator expression is lazy except for its first iterable, and runs once."""
def noisy(n):
    for i in range(n):
        print('produce', i)
        yield i
g = (x * 10 for x in noisy(3))
print('made')
print(next(g))
print(list(g), list(g))
try:
    g2 = (x for x in undefined_iterable)
except NameError as e:
    print(e)
g3 = (y for x in [1] for y in undefined_later)
try:
    next(g3)
except NameError as e:
    print(e)
try:
    (x for x in 5)
except TypeError as e:
    print(e)
n = 1
g4 = (n * x for x in range(3))
n = 100
print(list(g4))
data = [1, 2]
g5 = (x for x in data)
data.append(3)
data = [9]
print(list(g5))
print(sum(x for x in range(5)), sum((x for x in range(5)), 100), any(x > 3 for x in range(10)))
print(type(g).__name__, g.__name__, iter(g) is g)
def f(*args): return args
print(f(*(i for i in 'ab')), [*(i for i in 'cd')], dict((k, 1) for k in 'ef'))
g6 = (1 / x for x in [1, 0, 2])
print(next(g6))
try:
    next(g6)
except ZeroDivisionError as e:
    print(e)
print(list(g6))
gens = [(x + i for x in range(2)) for i in (10, 20)]
print([list(q) for q in gens])
