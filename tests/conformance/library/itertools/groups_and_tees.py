"""groupby shares its source with its groups; the iterators of a tee are independent of each other."""
from itertools import groupby, islice, tee

print([(key, list(group)) for key, group in groupby("aabbbca")])
print([(key, len(list(group))) for key, group in groupby(range(10), lambda number: number // 4)])
print([key for key, _ in groupby([1, 1.0, True, 2])], list(groupby([])))
walk = groupby("aabb")
first = next(walk)
second = next(walk)
print(list(first[1]), list(second[1]), next(walk, "end"))
walk = groupby([1, 1, 1, 2])
key, group = next(walk)
print(next(group), next(walk)[0], list(group))


def failing(item):
    if item == 2:
        raise ValueError("no key")
    return item


walk = groupby([1, 2, 3, 3], failing)
print(next(walk)[0])
try:
    next(walk)
except ValueError as error:
    print(error)
print([(key, list(group)) for key, group in walk])

first, second = tee(iter(range(300)))
print(sum(islice(first, 200)), sum(islice(second, 100)), sum(first), sum(second), next(first, "end"))
first, second, third = tee("abc", 3)
print(next(first), list(second), list(first), list(third), tee("ab", 0))
copy = tee("abc", 1)[0].__copy__()
print(list(copy))


class Again:
    def __init__(self):
        self.first = None

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.first)


again = Again()
first, again.first = tee(again)
try:
    next(first)
except RuntimeError as error:
    print(error)
