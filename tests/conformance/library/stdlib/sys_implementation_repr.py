"""repr(sys.implementation) shows its fields."""
from sys import implementation; print(repr(implementation)[:16], repr(implementation)[-1])
