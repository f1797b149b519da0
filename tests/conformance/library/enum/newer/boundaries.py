"""What a flag does with bits that no member has: STRICT, CONFORM, EJECT, KEEP, and negative numbers."""
from enum import CONFORM, EJECT, KEEP, STRICT, Flag, FlagBoundary, IntFlag


def show(make):
    try:
        made = make()
        print(type(made).__name__, repr(made), getattr(made, "value", None))
    except Exception as error:
        print(type(error).__name__, error)


for boundary in FlagBoundary:
    for base in (Flag, IntFlag):
        class Bits(base, boundary=boundary):
            A = 1
            B = 2
            D = 8

        print(boundary, base.__name__, Bits._boundary_ is boundary)
        for number in (0, 3, 4, 7, 9, 16, 31, -1, -2, -4, -9, -16, -17):
            show(lambda: Bits(number))
        show(lambda: ~Bits.A)
        show(lambda: Bits.A | 4)
        show(lambda: Bits.A & 4)
        show(lambda: Bits.A ^ Bits(3))
        show(lambda: ~Bits(0))
        print(4 in Bits, 3 in Bits, -1 in Bits, "x" in Bits)


class Inherits(Flag, boundary=KEEP):
    pass


class Inheriting(Inherits):
    A = 1


print(repr(Inheriting(6)), Inheriting._boundary_)


class Gap(IntFlag):
    A = 1
    AC = 5
    CD = 12


for number in range(16):
    print(number, repr(Gap(number)), [one.name for one in Gap(number)], len(Gap(number)))
print(list(Gap), Gap.__members__)
print(STRICT, repr(CONFORM), f"{EJECT}", KEEP == "keep", [each.name for each in FlagBoundary])
