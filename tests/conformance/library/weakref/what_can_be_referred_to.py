"""Which objects there can be weak references to: by the slots and bases of their class, and which builtin ones."""
import asyncio
import sys
import threading
import types
import weakref


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Slots:
    __slots__ = ("a",)


class WithWeak:
    __slots__ = ("a", "__weakref__")


class Child(Slots):
    pass


class EmptyChild(Slots):
    __slots__ = ()


class WeakChild(WithWeak):
    __slots__ = ()


class Number(int):
    pass


class Items(tuple):
    pass


class Text(str):
    pass


class Many(list):
    pass


class Bytes(bytes):
    pass


class Failing(Exception):
    pass


class Table(dict):
    __slots__ = ()


class Group(set):
    __slots__ = ()


for cls in (Slots, WithWeak, Child, EmptyChild, WeakChild, Number, Items, Text, Many, Bytes, Failing, Table, Group):
    attempt(lambda: (cls.__name__, type(weakref.ref(cls())).__name__ != ""))


def generator():
    yield 1


async def async_generator():
    yield 1


for thing in (len, attempt, attempt.__code__, generator(), weakref, {1}, frozenset((1,)), memoryview(b""), type, Slots,
              types.MethodType(attempt, 1), weakref.ref(Slots), list[int],
              threading.Lock(), [].append, open("/dev/null"), asyncio.Event(), asyncio.Queue(), async_generator()):
    attempt(lambda: weakref.ref(thing) is not None)
for thing in ([], {}, "", b"", 1, 1.5, (), None, range(3), slice(1), 1j, bytearray(), property(), object(), Exception(), ..., iter([]),
              enumerate([]), zip(), map(int, []), filter(None, []), reversed([]), str.upper,
              types.MappingProxyType({}), staticmethod(1), super(int, 1), sys._getframe()):
    attempt(lambda: weakref.ref(thing) is not None)


def shown(target):
    return repr(weakref.ref(target)).split("; ")[1].replace(f" at {id(target):#x}", "")


named = Child()
named.__name__ = "a name"
print(shown(attempt), shown(Child), shown(weakref), shown(named), shown(frozenset((1,))))
try:
    weakref.ref(types.SimpleNamespace(a=1))
except TypeError:
    print("no namespaces")
