"""Functions that atexit knows are called when the program ends, the last one first."""

import atexit


def add_another():
    print("adds another")
    atexit.register(print, "another")


@atexit.register
def first():
    print("the first is the last")


atexit.register(print, "with", "arguments", sep="-")
removed = lambda: print("never")
atexit.register(removed)
atexit.register(add_another)
atexit.register(removed)
atexit.unregister(removed)
try:
    atexit.register(3)
except TypeError as error:
    print(error)
raise SystemExit(0)
