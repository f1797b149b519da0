"""Enumerations made by a call, look-up with several values, and what a call refuses."""
from enum import Enum, EnumType, Flag, IntEnum, IntFlag, StrEnum


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def show(cls):
    print(cls, cls.__module__, cls.__qualname__, [(each.name, each.value) for each in cls], cls.__doc__)


show(Enum("A", "x y z"))
show(Enum("A", "x, y,z", start=5))
show(Enum("A", ["x", "y"], module="mod", qualname="Outer.A"))
show(Enum("A", (("x", 5), ("y", 5), ("z", 6))))
show(Enum("A", {"x": "a", "y": "b"}))
show(Enum("A", iter([("x", 1)])))
show(Enum("A", ()))
show(Enum("A", [], type=int))
show(Enum("A", "x y", type=int))
show(Flag("F", "x y z"))
show(IntFlag("F", "x y z", start=4))
show(IntEnum("I", "x y", start=10))
show(StrEnum("S", "One TWO"))
print(isinstance(Enum("A", "x y", type=int).x, int), repr(Enum("A", "x y", type=str).x))


class Pair(Enum):
    A = 1, 2
    B = 3, 4


print(Pair(1, 2), Pair((3, 4)))
attempt(lambda: Pair(5, 6))
attempt(lambda: Pair(5))
attempt(lambda: Pair())
attempt(lambda: Enum("x"))
attempt(lambda: Enum())
attempt(lambda: Enum("A", 5))
attempt(lambda: Enum("A", [5]))
attempt(lambda: Enum("A", "x x"))
attempt(lambda: Enum("A", "_x_"))
attempt(lambda: Pair("Name", "x y"))
attempt(lambda: EnumType("A", (Enum,), {}))
attempt(lambda: type("A", (Enum,), {}))
attempt(lambda: type("A", (Pair,), {}))
attempt(lambda: EnumType("A", (Pair,), EnumType.__prepare__("A", (Enum,))))
made = EnumType("A", (Enum,), EnumType.__prepare__("A", (Enum,)))
print(list(made), made.__name__)


class Empty(Enum):
    pass


attempt(lambda: Empty(5))
attempt(lambda: Empty("Name", "x y")(2))
attempt(lambda: Empty["x"])
print(len(Empty), bool(Empty), list(reversed(Pair)), Pair.__signature__, Empty.__signature__)
attempt(lambda: Pair.__members__.clear())
print(dir(Pair), dir(Pair.A))


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        if value == "type":
            return 5
        if value == "raise":
            raise KeyError("raised")
        if value == "value":
            raise ValueError("own")
        if value == "a":
            return cls.A
        return None


for value in ("a", "type", "raise", "value", "none"):
    try:
        print(Missing(value))
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__context__))
print("a" in Missing, 1 in Missing, Missing.A in Missing, "none" in Missing, [] in Missing)


