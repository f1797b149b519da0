"""SystemExit with an int of a subclass, such as an enum's member, ends the program with that status."""
import enum


class Status(enum.IntEnum):
    GOOD = 0
    BAD = 5


try:
    raise SystemExit(Status.BAD)
except SystemExit as leaving:
    print(leaving.code, repr(leaving.code))
raise SystemExit(Status.BAD)
