"""A function is made of code, globals, defaults and a closure by calling its class."""
from types import CellType, FunctionType


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def outer(free):
    def inner(a, b=2, *, c=3):
        return a, b, c, free, glob
    return inner


inner = outer("free")
glob = "here"
other = FunctionType(inner.__code__, {"glob": "there"}, "named", (5,), (CellType("cell"),), {"c": 9})
print(other(1), other.__name__, other.__qualname__, other.__defaults__, other.__kwdefaults__, other.__closure__[0].cell_contents)
print(FunctionType(inner.__code__, globals(), closure=inner.__closure__, argdefs=(8,), kwdefaults={"c": 1})(7))
attempt(lambda: FunctionType(inner.__code__, globals(), closure=inner.__closure__)(7))
print(FunctionType(attempt.__code__, {}).__name__, FunctionType((lambda: len("abc")).__code__, {})())


def numbers(n):
    yield from range(n)


async def waits():
    return 5


print(list(FunctionType(numbers.__code__, {})(3)))
attempt(lambda: FunctionType(waits.__code__, {})().send(None))
attempt(lambda: FunctionType())
attempt(lambda: FunctionType(5, {}))
attempt(lambda: FunctionType(attempt.__code__, 5))
attempt(lambda: FunctionType(attempt.__code__, {}, 5))
attempt(lambda: FunctionType(attempt.__code__, {}, None, 5))
attempt(lambda: FunctionType(attempt.__code__, {}, None, None, 5))
attempt(lambda: FunctionType(inner.__code__, {}))
attempt(lambda: FunctionType(inner.__code__, {}, None, None, ()))
attempt(lambda: FunctionType(inner.__code__, {}, None, None, (1,)))
attempt(lambda: FunctionType(attempt.__code__, {}, None, None, (CellType(1),)))


class Holder:
    def method(self):
        return __class__


print(FunctionType(Holder.method.__code__, {}, closure=(CellType(3),))(None))
attempt(lambda: FunctionType(Holder.method.__code__, {}, closure=(CellType(),))(None))
print(FunctionType(compile("x = 5\ny = len('ab')", "<s>", "exec"), space := {})(), space.get("x"), space.get("y"))
