"""Each function of itertools gives the items that it should, and stays at its end."""
import operator
from itertools import *


def show(name, iterator, most=8):
    print(name, list(islice(iterator, most)), next(iterator, "end"))


show("chain", chain("ab", [], (1, 2), {3: 4}))
show("from_iterable", chain.from_iterable(["ab", "c"]))
show("count", count(), 4)
show("count", count(5, -2), 4)
show("count", count(2 ** 62 - 2), 4)
show("count", count(2 ** 63 - 2, 3), 3)
show("count", count(1.5, 0.25), 4)
show("count", count(1j), 3)
show("cycle", cycle("abc"))
show("cycle", cycle(""))
show("repeat", repeat("x"), 3)
show("repeat", repeat("x", 3))
show("repeat", repeat("x", -3))
show("accumulate", accumulate([1, 2, 3]))
show("accumulate", accumulate(["a", "b", "c"], initial="_"))
show("accumulate", accumulate([3, 1, 4, 1, 5], max))
show("accumulate", accumulate([1, 2, 3, 4], operator.mul, initial=10))
show("accumulate", accumulate([2 ** 62, 2 ** 62, 1.5]))
show("compress", compress("abcdef", [1, 0, 1, 0, 1]))
show("dropwhile", dropwhile(lambda x: x < 3, [1, 2, 3, 4, 1]))
show("takewhile", takewhile(lambda x: x < 3, [1, 2, 3, 1]))
show("filterfalse", filterfalse(lambda x: x % 2, range(6)))
show("filterfalse", filterfalse(None, [0, 1, "", "a"]))
show("starmap", starmap(pow, [(2, 5), [3, 2], iter((10, 3))]))
show("zip_longest", zip_longest("abc", "x"))
show("zip_longest", zip_longest("a", "xy", "", fillvalue="-"))
show("zip_longest", zip_longest())
show("pairwise", pairwise("abcd"))
show("pairwise", pairwise("a"))
for bounds in (5,), (2, 5), (2, None), (0, None, 3), (1, 8, 3), (None, 4, None), (5, 3), (0, 0):
    show(f"islice {bounds}", islice(range(10), *bounds), 20)
rest = iter(range(10))
print(list(islice(rest, 1, 6, 2)), list(rest))
print([(a, b) for a, b in pairwise(range(4))], [a + b for a, b in zip_longest("ab", "cd")])
