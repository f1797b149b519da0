"""Flags that are made of a module's constants take values that have no name."""
import enum
import re
import sys

BIT_ONE, BIT_TWO = 1, 2
enum.IntFlag._convert_("Bits", __name__, lambda name: name.startswith("BIT_"))
Bits = sys.modules[__name__].Bits
print(list(Bits), (BIT_ONE | 64).value, BIT_ONE | 2**20 | BIT_TWO, ~BIT_ONE & 3, Bits(100).value)
