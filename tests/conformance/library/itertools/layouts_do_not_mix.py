"""Classes of different native layouts are no bases of one class, and no object goes from one to the other."""
from collections import deque
from itertools import chain, count, islice


def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print("TypeError", str(error).partition(":")[0])


class Chained(chain):
    pass


class Counting(count):
    pass


class Other(chain):
    pass


class Queue(deque):
    pass


for bases in (chain, count), (Chained, Counting), (deque, chain), (Queue, islice):
    attempt(lambda: type("Both", bases, {}))
print(type("Both", (Chained, Other), {}).__bases__ == (Chained, Other))


def moved(thing, cls):
    thing.__class__ = cls
    return type(thing).__name__


for thing, cls in (Chained("ab"), Counting), (Counting(), Chained), (Queue(), Chained), (Chained("ab"), Other):
    attempt(lambda: moved(thing, cls))


def rebased(cls, *bases):
    cls.__bases__ = bases
    return cls.__bases__


attempt(lambda: rebased(Chained, Counting))
print(list(Chained("ab")), next(Counting(3)))
