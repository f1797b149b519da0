"""A builtin class's __new__ makes objects of that class and of its subclasses only."""
import asyncio


class Number(int):
    pass


print(int.__new__(Number, 5), type(int.__new__(Number, 5)).__name__, float.__new__(float, "1.5"))
for make, cls in ((int, str), (int, bool), (str, int), (list, dict), (dict, int), (tuple, list), (float, object),
                  (set, frozenset), (range, int), (bytes, str), (property, int), (BaseException, int),
                  (object, int), (type, int)):
    try:
        print(make.__new__(cls))
    except TypeError as error:
        print(error)
for bad in (5, None, "x"):
    try:
        int.__new__(bad)
    except TypeError as error:
        print(error)
try:
    asyncio.Future.__new__(int)
except TypeError:
    print("no Future")
try:
    list(range(10**18))
except MemoryError:
    print("too long")
