"""map, filter, zip and enumerate call nothing before they are asked, and errors come when reached."""
log = []
def f(x):
    log.append(x)
    if x == 3: raise ValueError('at 3')
    return x * 10
m = map(f, [1, 2, 3, 4])
print(log)
print(next(m), log, next(m), log)
try:
    next(m)
except ValueError as e:
    print(e)
print(next(m), next(m, 'end'), log)
log.clear()
flt = filter(lambda x: log.append(x) or x % 2, range(5))
print(log, next(flt), log, next(flt), log, list(flt), log)
def gen():
    log.append('gen started')
    yield 1
log.clear()
z = zip(gen(), gen())
e = enumerate(gen())
s = map(None or str, gen())
print(log)
print(list(z), list(e), list(s), log)
nested = map(lambda p: p[0] + p[1], zip(filter(lambda x: x % 2, range(10)), map(lambda x: x * 100, range(3))))
print(list(nested))
try:
    list(map(lambda a, b: a, [1, 2], [3])) == [1] and print('shortest wins')
    list(map(lambda a: a, [1], [2]))
except TypeError as e:
    print(e)
class Stops:
    def __init__(self): self.n = 0
    def __call__(self, x):
        self.n += 1
        if self.n == 2: raise StopIteration
        return x
print(list(map(Stops(), [1, 2, 3])))
def counter():
    n = 0
    while True:
        yield n
        n += 1
print([x for _, x in zip(range(3), counter())], next(filter(lambda x: x > 5, counter())), dict(zip('abc', counter())), any(x > 100 for x in counter()), next(i for i, x in enumerate(counter()) if x * x > 50))
