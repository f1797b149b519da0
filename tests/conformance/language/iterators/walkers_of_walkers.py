"""enumerate, zip, map, filter over each other, over what scripts wrote, and subclasses with a __next__ of their own."""


class Loud(enumerate):
    def __next__(self):
        number, item = super().__next__()
        return -number, item * 2


class Pairs(zip):
    def __next__(self):
        return "one", "two", "three"


class Plain(map):
    pass


class Count:
    def __init__(self, end):
        self.end, self.at = end, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.end:
            raise StopIteration("done")
        self.at += 1
        return self.at


def generate(n):
    for i in range(n):
        yield i, i * i


for number, item in Loud("ab"):
    print(number, item)
for one, two, three in Pairs():
    print(one, two, three)
    break
print(list(Loud("xy")), dict(Loud("xy")), list(Plain(str, [1, 2])), next(Loud("z")))
for i, (a, b) in enumerate(zip(Count(2), generate(3))):
    print(i, a, b)
for a, b in map(lambda pair: pair[::-1], enumerate(Count(2), 10)):
    print(a, b)
print(list(zip(map(abs, [-1, -2]), filter(None, [0, 3, 0, 4]))), list(map(max, [1, 5], [2, 3])), list(zip(*generate(3))))
print(list(enumerate(enumerate("a"))), list(filter(lambda p: p[0], enumerate("abc"))), list(map(str, map(int, map(str, [1, 2])))))

def shrinking():
    items = [1, 2, 3, 4]
    for i, item in enumerate(items):
        items.pop()
        yield i, item


print(list(shrinking()))
walker = map(lambda item: next(walker, "end") if item == 1 else item, iter([1, 2, 3]))
print(list(walker))
numbers = enumerate([], 2 ** 62 - 1)
big = enumerate("abc", 2 ** 62 - 1)
print([n - 2 ** 62 for n, _ in big], list(numbers))
for bad in (lambda: list(map(len, [1])), lambda: list(map(1, [1])), lambda: list(filter(1, [1])), lambda: next(map(str, [])),
            lambda: [x for x, y in enumerate(1)], lambda: [1 for x, y in zip([1], 2)]):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)


def fails():
    yield 1
    raise ValueError("inside")


for loop in (lambda: [x for x in map(str, fails())], lambda: [x for x, y in enumerate(fails())], lambda: [x for x, y in zip([1, 2], fails())]):
    try:
        loop()
    except ValueError as error:
        print(error)


async def use():
    out = []
    for i, x in enumerate(map(abs, [-5, -6])):
        await asyncio.sleep(0)
        out.append((i, x))
    return out


import asyncio
print(asyncio.run(use()))
first = zip([1, 2, 3], [4])
print(next(first), next(first, "end"), list(first))

print(isinstance(Loud(""), enumerate), iter(big) is big, type(iter(Plain(str, []))).__name__)
reverse = reversed([1, 2, 3])
print(next(reverse), list(reverse), list(reverse), [x for x in reversed(range(3))], [x for x in reversed("ab")])
