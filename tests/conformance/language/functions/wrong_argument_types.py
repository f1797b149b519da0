"""A builtin function names the argument of a wrong type as its callers count it: without self, by name where it has one."""

import sys

calls = [
    lambda: "".replace(None, ""),
    lambda: "".replace("", 3),
    lambda: "a".split(" ", sep=" "),
    lambda: "a".encode(encoding=3),
    lambda: "a".removeprefix(3),
    lambda: "a".center(3, 4),
    lambda: sys.intern(3),
    lambda: sys.intern(None),
    lambda: compile("", "", 3),
    lambda: open("x", 4),
    lambda: b"".decode("utf-8", 3),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
