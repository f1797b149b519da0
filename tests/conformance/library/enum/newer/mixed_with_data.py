"""Enumerations mixed with other classes: values made by __new__, data types, dataclasses, ReprEnum, what is inherited."""
from dataclasses import dataclass, field
from enum import Enum, Flag, IntEnum, IntFlag, ReprEnum, StrEnum


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error, "<-", repr(error.__cause__))


class Real(float, Enum):
    HALF = 0.5
    ONE = 1


print(Real.HALF, repr(Real.ONE), Real.HALF + 1, Real(0.5), f"{Real.HALF}", f"{Real.HALF:>12}|", Real.ONE == 1, hash(Real.ONE) == hash("ONE"))


class Shown(float, ReprEnum):
    HALF = 0.5


print(Shown.HALF, repr(Shown.HALF), f"{Shown.HALF:.3f}", str(Shown.HALF))


class Items(tuple, Enum):
    A = 1, 2
    B = (3,)


print(Items.A, Items.A.value, len(Items.B), Items((1, 2)))


class Text(str, Enum):
    A = "a"
    BYTES = b"abc", "ascii"


print(Text.A, repr(Text.BYTES), Text.BYTES.upper(), f"{Text.A}", Text("abc"), Text.A == "a")


class Numbered(int, Enum):
    def __new__(cls, value, label):
        made = int.__new__(cls, value)
        made._value_ = value
        made.label = label
        return made

    ONE = 1, "first"
    TWO = 2, "second"

    def __str__(self):
        return self.label


print(Numbered.ONE, repr(Numbered.TWO), Numbered(1).label, Numbered.ONE + Numbered.TWO, f"{Numbered.ONE}", f"{Numbered.TWO:>8}|")


class Counted(Enum):
    def __new__(cls, *args):
        made = object.__new__(cls)
        made._value_ = len(cls.__members__) + 1
        return made

    A = ()
    B = ()
    C = "ignored"


print([(each.name, each.value) for each in Counted], Counted(2))


@dataclass
class Size:
    width: int
    height: int = field(repr=False, default=5)


class Sizes(Size, Enum):
    SMALL = 1, 2
    BIG = 3


print(repr(Sizes.SMALL), Sizes.BIG.width, Sizes.BIG.height, Sizes.SMALL.value, Sizes.BIG)


class Shouting:
    def shout(self):
        return self.name.upper() + "!"

    def __repr__(self):
        return f"<<{self.name}>>"


class Loud(Shouting, Enum):
    quiet = 1


print(Loud.quiet.shout(), repr(Loud.quiet), str(Loud.quiet))


def two_types():
    class Bad(int, str, Enum):
        A = 1


def not_last():
    class Bad(Enum, int):
        A = 1


def failing():
    class Bad(int, Enum):
        A = "x"


def extends():
    class Base(Enum):
        A = 1

    class More(Base):
        B = 2


def no_data():
    class Bad(ReprEnum):
        A = 1


def unmakeable():
    class Odd:
        def __new__(cls, *args):
            made = object.__new__(cls)
            if args == (1,) and cls is Odd:
                raise ValueError("no")
            return made

    class Bad(Odd, Enum):
        A = 1


for each in (two_types, not_last, failing, extends, no_data, unmakeable):
    attempt(each)
attempt(lambda: StrEnum("S", {"A": 5}))
attempt(lambda: StrEnum("S", {"A": ("x", 5)}))
attempt(lambda: StrEnum("S", {"A": (b"x", "ascii", 5)}))
attempt(lambda: StrEnum("S", {"A": ("x", "a", "b", "c")}))
print(list(StrEnum("S", {"A": (b"x", "ascii")})))


class Hooked(Enum):
    def __init_subclass__(cls, **options):
        super().__init_subclass__()
        print("subclass", cls.__name__, [each.name for each in cls], options)


class Sub(Hooked, option=3):
    A = 1


class Named(IntEnum):
    real = 5
    name = 6
    value = 7


print(Named.real, repr(Named.real), Named.real.real, Named.name, Named.name.name, Named.value.value, Named["value"], Named.real.name)


class Listy(Enum):
    A = [1]
    B = [2]
    C = [1]


print(list(Listy), Listy([2]), [1] in Listy, [3] in Listy, Listy.C is Listy.A)
attempt(lambda: Listy([3]))


class Unequal(IntFlag):
    A = 1
    B = 4

    def __or__(self, other):
        return f"or {int(other)}"


print(Unequal.A | Unequal.B, Unequal.A & Unequal.B, list(Unequal), isinstance(Unequal.A, Flag))
