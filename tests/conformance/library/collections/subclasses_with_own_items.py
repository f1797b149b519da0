"""An OrderedDict of a class with its own item methods moves and pops keys by dict's; ChainMaps are merged with |."""
import collections


class Recent(collections.OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size
        self.asked = []

    def __getitem__(self, key):
        self.asked.append(("get", key))
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        self.asked.append(("set", key))
        while key not in self and len(self) >= self.size:
            self.popitem(last=False)
        super().__setitem__(key, value)
        self.move_to_end(key)

    def __delitem__(self, key):
        self.asked.append(("del", key))
        super().__delitem__(key)


recent = Recent(2)
for key in "abc":
    recent[key] = key.upper()
print(list(recent), recent["b"], list(recent), recent.asked)
recent.move_to_end("b", last=False)
print(list(recent), recent.popitem(), list(recent))

first = collections.ChainMap({"a": 1, "b": 2}, {"b": 20, "c": 30})
second = collections.ChainMap({"c": 4})
print(first | second, first | {"d": 5}, {"a": 0, "e": 9} | first)
first |= {"z": 0}
print(first, first.maps)
try:
    first | 5
except TypeError as error:
    print(error)
print(collections.Counter(self=42, iterable=None), collections.Counter({"a": None}))

import collections.abc

print(isinstance(first, collections.abc.MutableMapping), issubclass(collections.ChainMap, collections.abc.Mapping))
