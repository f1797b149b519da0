"""Enumerations: members, aliases, look-up by value and name, iteration, and what can't be done to them."""
from enum import Enum, IntEnum, StrEnum, auto, unique


class Colour(Enum):
    """Of a lamp."""

    RED = 1
    GREEN = 2
    SCARLET = 1

    def shout(self):
        return self.name + "!"

    @classmethod
    def first(cls):
        return cls(1)

    @property
    def half(self):
        return self.value / 2


print(list(Colour), len(Colour), Colour.RED, repr(Colour.GREEN), Colour.SCARLET is Colour.RED)
print(Colour(2), Colour["SCARLET"], Colour.RED.name, Colour.RED.value, Colour.SCARLET.name)
print(Colour.RED.shout(), Colour.first(), Colour.GREEN.half, Colour.__doc__)
print(dict(Colour.__members__), [each.name for each in reversed(Colour)])
print(Colour.RED in Colour, isinstance(Colour.RED, Colour), Colour.RED == 1, Colour.RED != Colour.GREEN, hash(Colour.RED) == hash("RED"))
print(type(Colour).__name__, Colour.RED.__class__.__name__, bool(Colour.RED), Colour.RED.__objclass__ is Colour)
for wrong in (
    lambda: Colour(3),
    lambda: Colour["BLUE"],
    lambda: Colour.BLUE,
    lambda: setattr(Colour, "RED", 3),
    lambda: delattr(Colour, "RED"),
    lambda: Colour.RED < Colour.GREEN,
    lambda: setattr(Colour.RED, "value", 5),
    lambda: setattr(Colour.RED, "name", 5),
    lambda: type("More", (Colour,), {}),
    lambda: Colour.RED.missing,
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class Number(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10
    ELEVEN = auto()


print(list(Number), Number.TWO + 1, Number.TEN > 5, f"{Number.TEN} {Number.TEN:>4} {Number.TEN!r} {str(Number.TEN)}")
print(sorted([Number.TEN, Number.ONE]), [0, 10, 20][Number.ONE], Number(11), max(Number), sum(Number), isinstance(Number.ONE, int))


class Word(StrEnum):
    HELLO = auto()
    World = auto()
    OTHER = "something"


print(list(Word), Word.HELLO + "!", Word("world"), str(Word.OTHER), f"{Word.OTHER:>12}", Word.OTHER == "something", "{}".format(Word.HELLO))


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / (self.radius * self.radius)


print(Planet.EARTH, Planet.EARTH.value, round(Planet.EARTH.gravity, 3), Planet((3.303e23, 2.4397e6)).name)


class Coordinate(bytes, Enum):
    def __new__(cls, value, label):
        made = bytes.__new__(cls, [value])
        made._value_ = value
        made.label = label
        return made

    PX = (1, "P.X")
    PY = (2, "P.Y")


print(Coordinate.PX.label, Coordinate(2), Coordinate.PY[0], bytes(Coordinate.PX))


class Named(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return f"{name.lower()}-{start}-{count}-{last_values}"

    A = auto()
    B = auto()


print([each.value for each in Named])


class Loose(Enum):
    ONE = 1

    @classmethod
    def _missing_(cls, value):
        return cls.ONE if value in ("one", "uno") else None


print(Loose("one"), Loose("uno"))
try:
    Loose("due")
except ValueError as error:
    print(error, error.__context__)


class Empty(Enum):
    def describe(self):
        return f"{self.name} of {type(self).__name__}"


class Full(Empty):
    A = 1


print(Full.A.describe(), list(Empty))
Made = Enum("Made", "A B C")
print(list(Made), Made.B.value, Made.__module__, Made.__qualname__)
print(list(Enum("Other", {"x": 5, "y": 6})), list(Enum("Third", [("p", 1), ("q", 2)])), list(IntEnum("From", ["a", "b"], start=10)))
try:

    @unique
    class Twice(Enum):
        A = 1
        B = 1
        C = 1

except ValueError as error:
    print(error)
try:

    class Again(Enum):
        A = 1
        A = 2

except TypeError as error:
    print(error)
