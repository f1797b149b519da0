"""Loops that unpack pairs: zip, enumerate and items() whose iterators run script code, end, raise, or change what is walked."""
import gc


class Counts:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        gc.collect()
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return [self.n]


print([(a, b) for a, b in zip(Counts(3), Counts(2))], [(a, b) for (a, b) in enumerate(Counts(3), 7)])
for [a, b] in zip("ab", [1, 2, 3]):
    print(a, b, end=" ")
print()
for a, (b, c) in enumerate([(1, 2), "xy"]):
    print(a, b, c, end=" ")
print()
for a, *b in zip("ab", "cd"):
    print(a, b, end=" ")
print()
for pair in zip("ab", "cd"):
    a, b = pair
    print(pair, a, b, end=" ")
print()


def generate(items):
    for a, b in items:
        got = yield a, b
        if got:
            print("got", got)


print(list(generate(zip(Counts(2), "xyz"))), list(generate({1: 2, 3: 4}.items())), list(generate(enumerate("ab", 1 << 62))))
g = generate(zip([1, 2], [3, 4]))
print(next(g), g.send("it"))


async def collect():
    return [(a, b) async for a, b in later()]


async def later():
    for a, b in enumerate("pq"):
        yield a, b


import asyncio

print(asyncio.run(collect()))
d = {1: 2, 3: 4}
try:
    for a, b in d.items():
        d[a + 10] = b
except RuntimeError as error:
    print(error, d)
d = {1: 2, 3: 4, 5: 6}
for a, b in reversed(d.items()):
    print(a, b, end=" ")
print()
l = [1, 2, 3]
for i, x in enumerate(l):
    if i < 6:
        l.append(x * 10)
print(l)
for wrong in (lambda: [1 for a, b in zip("a", "b", "c")], lambda: [1 for a, b in zip("ab")], lambda: [1 for a, b in {"abc": 1}], lambda: [1 for a, b in zip([1, 2], [3], strict=True)],
              lambda: [1 for a, b in zip(1, 2)], lambda: [1 for a, b in enumerate([1 // 0])], lambda: [1 for a, b in map(lambda x: x, [1])]):
    try:
        print(wrong())
    except (ValueError, TypeError, ZeroDivisionError) as error:
        print(type(error).__name__)


class Pairs(zip):
    def __next__(self):
        a, b = super().__next__()
        return b, a


print([(a, b) for a, b in Pairs("ab", "cd")])
it = zip([1, 2, 3], [4, 5, 6])
for a, b in it:
    print(a, b, next(it, None))
class Raises:
    def __iter__(self): return self
    def __next__(self): raise KeyError("no more")
try:
    for a, b in zip([1], Raises()):
        print("never")
except KeyError as error:
    print(repr(error), a, b)
def values():
    yield 1
    return 5
it = zip(values(), [1, 2])
print(next(it))
try:
    next(it)
except StopIteration as error:
    print(repr(error))
