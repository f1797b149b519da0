"""SimpleNamespace takes a mapping or pairs, and has a __replace__."""
from types import SimpleNamespace


def show(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


class Mapping:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


class Named(SimpleNamespace):
    pass


show(SimpleNamespace, {"a": 1}, b=2)
show(SimpleNamespace, {"a": 1}, a=3)
show(SimpleNamespace, [("a", 1)], b=2)
show(SimpleNamespace, Mapping())
for wrong in ({1: 2},), (1, 2), (5,), ([1],):
    show(SimpleNamespace, *wrong)
show(SimpleNamespace(a=1, b=2).__replace__, b=3, c=4)
show(Named(a=1).__replace__, b=2)
