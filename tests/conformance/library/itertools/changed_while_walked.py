"""Functions that are called for items may use the very iterator that calls them, and change what it walks."""
from itertools import *


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Source:
    """Gives numbers, and does something before each."""

    def __init__(self, action=lambda source: None, most=6):
        self.action = action
        self.number = 0
        self.most = most

    def __iter__(self):
        return self

    def __next__(self):
        self.number += 1
        if self.number > self.most:
            raise StopIteration
        if self.number == 3:
            self.action(self)
        return self.number


def into(make):
    source = Source()
    walk = make(source)
    source.action = lambda source: print("inside", next(walk, "end"))
    return list(walk)


attempt(lambda: into(chain))
attempt(lambda: into(pairwise))
attempt(lambda: into(lambda source: zip_longest(source, "ab")))
attempt(lambda: into(lambda source: islice(source, 0, 5)))
attempt(lambda: into(accumulate))
attempt(lambda: into(lambda source: compress(source, repeat(1))))

items = [1, 2, 3]
print(list(takewhile(lambda item: items.clear() or True, items)))
rows = [[1, 2]]
print(list(starmap(lambda a, b: (rows[0].clear(), a, b), rows)))


class Key:
    def __init__(self, walk):
        self.walk = walk

    def __eq__(self, other):
        print("compared", next(self.walk.pop())[0] is not self if self.walk else "")
        return False


walk = []
walk.append(groupby(range(6), lambda number: Key(walk)))
print(len([None for _ in walk[0]]))

def stop(*_):
    raise StopIteration


print(list(takewhile(stop, [1])), list(starmap(stop, [(1, 2)])), list(accumulate([1, 2], stop)), list(filterfalse(stop, [1])))
