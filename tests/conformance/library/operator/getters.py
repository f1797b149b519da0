"""itemgetter, attrgetter and methodcaller fetch from what they are called with."""
import copy
import operator
from operator import attrgetter, itemgetter, methodcaller


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class Point:
    def __init__(self, x):
        self.x = x
        self.child = None

    def moved(self, by, scale=1):
        return (self.x + by) * scale


point = Point(3)
point.child = Point(4)
print(itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter("k")({"k": 1}), itemgetter(slice(1, 3))("abcd"))
print(attrgetter("x")(point), attrgetter("x", "child.x")(point), attrgetter("child.child")(point))
print(methodcaller("moved", 1)(point), methodcaller("moved", by=1, scale=10)(point), methodcaller("upper")("abc"))
print(sorted([(2, "a"), (1, "b")], key=itemgetter(0)), list(map(methodcaller("split", ","), ["a,b", "c"])))
for getter in itemgetter(1, "a"), attrgetter("a", "b.c"), methodcaller("name", 1, x=2), methodcaller("name"):
    print(getter, copy.copy(getter))
attempt(itemgetter)
attempt(itemgetter(5), "abc")
attempt(itemgetter(1), 5)
attempt(attrgetter)
attempt(attrgetter, 1)
attempt(attrgetter("y"), point)
attempt(attrgetter("child.child.x"), point)
attempt(methodcaller)
attempt(methodcaller, 1)
attempt(methodcaller("moved"), 5)
attempt(itemgetter(1), 1, 2)
names = [itemgetter(0)]
print(names[0](names) is names[0])
print(operator.itemgetter.__module__, type(itemgetter(1)).__name__)
