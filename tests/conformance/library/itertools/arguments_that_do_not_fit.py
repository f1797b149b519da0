"""What itertools says of arguments that it can't take."""
from itertools import *


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


attempt(chain, a=1)
attempt(count, "a")
attempt(islice)
attempt(islice, [])
attempt(islice, [], -1)
attempt(islice, [], -2)
attempt(islice, [], 1, -1)
attempt(islice, [], -1, 2)
attempt(islice, [], 1, 2, 0)
attempt(islice, [], "a")
attempt(islice, [], 1, 2, "a")
attempt(takewhile)
attempt(takewhile, 1, 2)
attempt(takewhile, predicate=1)
attempt(groupby)
attempt(groupby, 1)
attempt(combinations, "abc")
attempt(combinations, "abc", -1)
attempt(permutations, "abc", "a")
attempt(permutations, "abc", -1)
attempt(product, repeat=-1)
attempt(product, "ab", repeat=2 ** 62)
attempt(repeat)
attempt(repeat, 1, "a")
attempt(repeat(1).__length_hint__)
attempt(repeat(1, 5).__length_hint__)
attempt(starmap, len, 1)
attempt(lambda: next(starmap(len, [1])))
attempt(tee, [], -1)
attempt(tee, 1)
attempt(zip_longest, fill=1)
attempt(compress, [])
attempt(cycle, 1)
attempt(lambda: list(accumulate([1, "a"])))
attempt(lambda: list(chain.from_iterable([1])))
attempt(lambda: list(chain([1], 2)))
for each in count(), count(10), count(1.5), count(1, 2), count(1, True), count(True), count(True, 2), repeat(1), repeat("a", 3):
    print(each)


class Counted(count):
    pass


print(Counted(3), next(Counted(3)), chain[int])
