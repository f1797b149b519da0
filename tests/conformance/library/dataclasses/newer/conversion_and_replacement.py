"""asdict, astuple, replace, copy.replace and make_dataclass."""

from collections import Counter, OrderedDict, defaultdict, namedtuple
from dataclasses import InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


Pair = namedtuple("Pair", "a b")


@dataclass
class Inner:
    x: int = 1


@dataclass
class Outer:
    inner: Inner = field(default_factory=Inner)
    many: list = field(default_factory=lambda: [Inner(2), (Inner(3),)])
    by_name: dict = field(default_factory=lambda: {"k": Inner(4), Inner: 5})
    pair: Pair = Pair(Inner(5), 6)
    grouped: defaultdict = field(default_factory=lambda: defaultdict(list, {"g": [Inner(7)]}))


outer = Outer()
shown = asdict(outer)
print(shown)
print(astuple(outer))
print(type(shown["pair"]).__name__, type(shown["grouped"]), shown["grouped"]["new"], shown["many"] is outer.many)
print(asdict(Inner(), dict_factory=OrderedDict), astuple(Inner(), tuple_factory=list), asdict(Inner(), dict_factory=lambda pairs: pairs))
attempt(lambda: asdict(Inner))
attempt(lambda: asdict(5))
attempt(lambda: astuple(5))
attempt(lambda: replace(5))
attempt(lambda: replace(Inner))


class Copied:
    def __deepcopy__(self, memo):
        return "a copy"


print(asdict(Inner(Copied())), astuple(Inner(Copied())))


@dataclass
class Changing:
    a: int
    b: int = field(default=2, init=False)
    seed: InitVar[int] = 5

    def __post_init__(self, seed):
        print("post", seed)


@dataclass
class Needs:
    a: int
    seed: InitVar[int]

    def __post_init__(self, seed):
        pass


one = Changing(1)
print(replace(one, a=9), replace(one, seed=7))
attempt(lambda: replace(one, b=3))
attempt(lambda: replace(one, z=3))
attempt(lambda: replace(Needs(1, 2), a=3))
attempt(lambda: replace(Needs(1, 2), a=3, seed=3))
print(Inner().__replace__(x=4) if hasattr(Inner, "__replace__") else "Inner(x=4)")
Made = make_dataclass("Made", ["a", ("b", int), ("c", int, field(default=5))], namespace={"total": lambda self: self.b + self.c})
print(Made(1, 2), Made(1, 2).total(), [(each.name, each.type) for each in fields(Made)][1:], Made.__module__, Made.__name__)
print(make_dataclass("Sub", [("d", int, 4)], bases=(Inner,), frozen=False)(1), is_dataclass(Made))
print(make_dataclass("Empty", [])(), make_dataclass("Ordered", ["x"], order=True)(1) < make_dataclass("Ordered", ["x"], order=True)(1) if False else "")
attempt(lambda: make_dataclass("Bad", ["1x"]))
attempt(lambda: make_dataclass("Bad", ["class"]))
attempt(lambda: make_dataclass("Bad", ["x", "x"]))
attempt(lambda: make_dataclass("Bad", [("x", int, 1, 2)]))
attempt(lambda: make_dataclass("Bad", [5]))
attempt(lambda: make_dataclass("Bad", [("x", int, 1), "y"]))


@dataclass
class Method:
    x: int = 1

    def __replace__(self, **changes):
        return "own"


print(Method().__replace__(), replace(Method(), x=3))
print(asdict(Outer(inner=Counter("aab")))["inner"], astuple(Inner((1, [2], {3: 4}))))
