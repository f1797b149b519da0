"""Enumerations whose members are names of their module: global_enum and what shows them."""
import enum
from enum import Enum, EnumType, Flag, IntEnum, IntFlag, global_enum, global_enum_repr, global_flag_repr, global_str


@global_enum
class Colour(Enum):
    RED = 1
    GREEN = 2


@global_enum
class Size(IntEnum):
    SMALL = 1


@global_enum
class Bits(Flag):
    ONE = 1
    TWO = 2
    FOUR = 4


@global_enum
class Kept(IntFlag):
    K1 = 1
    K2 = 2


print(RED, repr(RED), str(GREEN), RED is Colour.RED, f"{GREEN:>8}")
print(SMALL, repr(SMALL), Size.SMALL + 1)
print(ONE, repr(ONE), repr(ONE | TWO), str(ONE | FOUR), repr(Bits(0)), str(Bits(0)))
print(K1, repr(K1), repr(K1 | 8), repr(Kept(0)), str(K1 | K2), repr(Kept(16)))


class Loud(IntEnum):
    X = 1


global_enum(Loud, update_str=True)
print(X, repr(X), f"{X}")


class Own(Enum):
    A = 1
    __repr__ = global_enum_repr
    __str__ = global_str


class OwnBits(Flag):
    A = 1
    B = 2
    __repr__ = global_flag_repr


print(Own.A, repr(Own.A), OwnBits.A, repr(OwnBits.A | OwnBits.B))
NUM_ONE, NUM_TWO, OTHER = 1, 2, 3
Num = IntEnum._convert_("Num", __name__, filter=lambda name: name.startswith("NUM_"))
print(list(Num), NUM_ONE is Num.NUM_ONE, OTHER, Num.__module__, isinstance(NUM_TWO, Num))
print(enum.bin(10), enum.bin(-10), enum.bin(10, max_bits=8), enum.bin(-10, 8), enum.EnumMeta is EnumType)
