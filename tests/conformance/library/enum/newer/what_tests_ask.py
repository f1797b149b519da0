"""Enumerations from the inside: kinds of names, bits, constants of a module, and members that can't be made or pickled."""

import enum
import pickle
from enum import Enum, IntEnum, IntFlag


def show():
    pass


for name in ("_MyEnum__private", "_MyEnum__x_", "_MyEnum___x", "_MyEnum__x__", "_MyEnum__", "_MyEnum___", "_MyEnum__x___", "_x"):
    print(name, enum._is_private("MyEnum", name), enum._is_sunder(name), enum._is_dunder(name))
print(enum._is_dunder("__x__"), enum._is_dunder("____"), enum._is_sunder("_x_"), enum._is_descriptor(show), enum._is_descriptor(3))
print(list(enum._iter_bits_lsb(0b10110)), enum._is_single_bit(8), enum._is_single_bit(0))
try:
    list(enum._iter_bits_lsb(-8))
except ValueError as error:
    print(error)

RED, GREEN, BLUE = 3, 2, 3
old = enum._old_convert_(IntEnum, "Color", __name__, str.isupper)
print(list(old), old.__members__, old.__module__, RED)
print(list(enum._old_convert_(IntFlag, "Bits", __name__, str.isupper)))

for base in (Enum, IntEnum, IntFlag):
    try:
        class Bad(base):
            def __new__(cls, value):
                return super().__new__(cls, value)

            failed = 1
    except TypeError as error:
        print(error, "/", error.__cause__ or error.__context__)


class Silent(Enum):
    ONE = 1


enum._make_class_unpicklable(Silent)
for thing in (Silent.ONE, Silent):
    try:
        pickle.dumps(thing)
    except Exception as error:
        print(type(error).__name__, thing)
print(Silent.__module__)
