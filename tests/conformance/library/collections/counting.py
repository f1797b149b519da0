"""Counter counts what is not a mapping natively, whatever a subclass overrides."""
from collections import Counter, defaultdict

print(Counter("abracadabra").most_common(2), Counter(iter([1, 1.0, True, 2])), Counter([]))


class Loud(Counter):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


loud = Loud("aab")
loud.update("b")
print(loud)
counter = Counter(a=2 ** 62 - 1)
counter.update("aaa")
print(counter["a"] == 2 ** 62 + 2)
counter = Counter({"a": 1.5})
counter.update("ab")
print(counter)
try:
    Counter([[]])
except TypeError:
    print("TypeError")
