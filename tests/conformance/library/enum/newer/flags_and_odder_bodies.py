"""Flags: combination, negation, iteration, boundaries; and the odder corners of enumerations."""
from enum import CONFORM, EJECT, KEEP, STRICT, Enum, Flag, IntFlag, auto, member, nonmember, property as enum_property, verify, UNIQUE, CONTINUOUS, NAMED_FLAGS


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(list(Perm), Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.RW, Perm.R & Perm.W, repr(Perm(0)), bool(Perm(0)), ~Perm.R, Perm.RW ^ Perm.R)
print(Perm.R in Perm.RW, Perm.X in Perm.RW, list(Perm.RW), len(Perm.RW), Perm.RW.name, (Perm.R | Perm.X).name, Perm(7), Perm.R.value, [each.value for each in Perm])
for wrong in (lambda: Perm(8), lambda: Perm.R | 1, lambda: Perm.R in 5, lambda: 1 in Perm.R, lambda: Perm["Q"]):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class Mode(IntFlag):
    A = 1
    B = 2
    C = 4


print(Mode.A | Mode.B, repr(Mode.A | 8), Mode(16), repr(Mode(16)), Mode.A + 1, ~Mode.A, repr(~Mode.A), Mode.A | 2, 2 & Mode.B, list(Mode(7)), f"{Mode.A | Mode.C}", f"{Mode.B:03d}")
print(isinstance(Mode.A | 8, Mode), (Mode.A | 8).value, Mode(5).name, Mode(8).name, -1 in [Mode.A], int(Mode.C), Mode.A == 1, hash(Mode.A) == hash(1))


class Strict(Flag, boundary=STRICT):
    A = 1
    B = 2


class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 2


class Eject(Flag, boundary=EJECT):
    A = 1
    B = 2


class Keep(Flag, boundary=KEEP):
    A = 1
    B = 2


print(Conform(7), Eject(7), type(Eject(7)).__name__, Keep(7), repr(Keep(9)))
try:
    Strict(7)
except ValueError as error:
    print(error)


class Mixed(Enum):
    A = 1
    b = nonmember(5)

    @member
    def c():
        return "a function that is a member"

    class Inner:
        pass

    @enum_property
    def name(self):
        return "hidden " + self._name_

    def __str__(self):
        return "<" + self._name_ + ">"


print(Mixed.A, Mixed.b, Mixed.c, Mixed.A.name, callable(Mixed.c.value), [each._name_ for each in Mixed if each._name_ != "Inner"])
for check, space in ((UNIQUE, "A B"), (CONTINUOUS, {"A": 1, "B": 4})):
    try:
        print(verify(check)(Enum("Checked", space)).__name__)
    except ValueError as error:
        print(error)


class Ordered(Enum):
    _order_ = "A B"
    A = 1
    B = 2

    def __lt__(self, other):
        return self.value < other.value if type(self) is type(other) else NotImplemented


print(sorted([Ordered.B, Ordered.A]), Ordered.A < Ordered.B, Ordered.A.__lt__(5))
try:

    class Disordered(Enum):
        _order_ = "B A"
        A = 1
        B = 2

except TypeError as error:
    print(str(error).splitlines()[0])


class Private(Enum):
    __secret = 5
    _ignore_ = ["i"]
    i = 3
    A = i + 1


print(list(Private), Private._Private__secret)


class Holder:
    class Kind(Enum):
        ONE = 1


print(Holder.Kind.ONE, repr(Holder.Kind.ONE), Holder.Kind.__qualname__)
match Perm.W:
    case Perm.R:
        print("read")
    case Perm.W:
        print("write")
print({Perm.R: "r", Perm.W: "w"}[Perm.W], {Perm.R, Perm.R}, dir(Perm.R)[:3], "RW" in dir(Perm))
import copy

print(copy.copy(Perm.R) is Perm.R, copy.deepcopy([Perm.R])[0] is Perm.R)
