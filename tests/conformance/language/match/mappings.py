"""Mapping patterns want their keys to be there, and may capture the rest."""
import collections
import collections.abc
import types


def show(value):
    match value:
        case {"kind": "circle", "radius": r}:
            return "circle", r
        case {"kind": str(kind), **rest}:
            return kind, rest
        case {1: _, -2.5: x, None: y}:
            return "numbers", x, y
        case {**rest} if len(rest) > 2:
            return "large", rest
        case {}:
            return "mapping"
    return "no mapping"


for value in [{"kind": "circle", "radius": 3, "more": 1}, {"kind": "square", "side": 2}, {"kind": 3},
              {True: 0, -2.5: "x", None: "y"}, {"a": 1, "b": 2, "c": 3}, {}, [], "kind", None,
              types.MappingProxyType({"kind": "proxy"}), collections.OrderedDict(kind="ordered", place=1)]:
    print(show(value))


class Echo(collections.abc.Mapping):
    def __len__(self):
        return 5

    def __iter__(self):
        return iter("ab")

    def __getitem__(self, key):
        print("item", key)
        if key == "missing":
            raise KeyError(key)
        return key.upper()


match Echo():
    case {"a": "B"}:
        print("wrong")
    case {"missing": _}:
        print("wrong")
    case {"a": "A", "b": b, **rest} if not rest:
        print(b, rest, "first")
    case {"a": "A", "b": b, **rest}:
        print(b, rest)

default = collections.defaultdict(list)
match default:
    case {"key": _}:
        print("wrong")
print(len(default))


class Registered:
    def __len__(self):
        return 1

    def get(self, key, default):
        return {"key": "value"}.get(key, default)


class Below(Registered):
    pass


collections.abc.Mapping.register(Registered)
match Below():
    case {"key": x}:
        print(x)


class Names:
    first = "k"
    second = "k"


try:
    match {"k": 1, "l": 2}:
        case {Names.first: _, Names.second: _}:
            print("wrong")
except ValueError as error:
    print(error)
try:
    match Echo():
        case {"z": z, **rest}:
            print("wrong")
except KeyError as error:
    print("a key that is there, but not listed:", error)
