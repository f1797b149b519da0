"""Decorators that refuse: unique and verify with UNIQUE, CONTINUOUS and NAMED_FLAGS."""
from enum import CONTINUOUS, NAMED_FLAGS, UNIQUE, Enum, EnumCheck, Flag, IntFlag, auto, show_flag_values, unique, verify


def attempt(decorate, cls):
    try:
        print(decorate(cls) is cls)
    except Exception as error:
        print(type(error).__name__, error)


plain = Enum("Plain", "A B C")
doubled = Enum("Doubled", {"A": 1, "B": 1, "C": 2, "D": 2})
holed = Enum("Holed", {"A": 1, "B": 3, "C": 7})
flag = Flag("Whole", "A B C")
gappy = Flag("Gappy", {"A": 1, "B": 16})
for checks in ((UNIQUE,), (CONTINUOUS,), (UNIQUE, CONTINUOUS), ()):
    for cls in (plain, doubled, holed, flag, gappy):
        attempt(verify(*checks), cls)
for cls in (plain, doubled):
    attempt(unique, cls)
attempt(verify(CONTINUOUS), Enum("One", {"A": 5}))
attempt(verify(CONTINUOUS), Enum("Words", {"A": "x", "B": "y"}))
attempt(verify(CONTINUOUS), Enum("Far", {"A": 1, "B": 200}))


class Named(IntFlag):
    A = 1
    B = 2
    AB = 3


class Unnamed(IntFlag):
    A = 1
    ABC = 7
    AD = 9
    ALL = 31


class OneMissing(IntFlag):
    A = 1
    AB = 3


class Two(Flag):
    A = 1
    AB = 3
    AC = 5


for cls in (Named, Unnamed, OneMissing, Two, plain):
    attempt(verify(NAMED_FLAGS), cls)
print(list(EnumCheck), show_flag_values(13), show_flag_values(Unnamed.AD), show_flag_values(0))
try:
    show_flag_values(-1)
except ValueError as error:
    print(error)
