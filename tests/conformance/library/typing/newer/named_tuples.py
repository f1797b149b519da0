"""NamedTuple as a base class and as a function."""
import collections.abc
import typing
from typing import *

T = TypeVar("T")
U = TypeVar("U")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
D = TypeVar("D", default=int)


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class C1:
    pass


class N(NamedTuple):
    "doc"
    x: int
    y: str = "d"
    def total(self): return self.x,
    z = 5
for make in (
    lambda: N(1),
    lambda: N(1,"q").total()[0],
    lambda: N._fields,
    lambda: N._field_defaults,
    lambda: N.__annotations__,
    lambda: N.__doc__,
    lambda: N.__mro__,
    lambda: N.__orig_bases__ == (NamedTuple,),
    lambda: N.z,
    lambda: N.__module__,
    lambda: N(1)._replace(x=3),
    lambda: NamedTuple("M", [("a", int), ("b", "str")]),
    lambda: NamedTuple("M", [("a", int), ("b", "str")]).__annotations__,
    lambda: NamedTuple("M", [])(),
    lambda: NamedTuple("M", [("a", int)]).__module__,
    lambda: N(),
    lambda: issubclass(N, tuple),
    lambda: N.x.__doc__,
):
    attempt(make)


def refused():
    class Bad(NamedTuple):
        x: int = 1
        y: int


attempt(refused)


def refused():
    class Bad(NamedTuple):
        x: int
        def _replace(self): pass


attempt(refused)


def refused():
    class Bad(NamedTuple):
        _x: int


attempt(refused)


def refused():
    class Bad(NamedTuple, C1): x: int


attempt(refused)


def refused():
    class Ok(NamedTuple, Generic[T]): x: T
    return Ok[int], Ok.__mro__, Ok[int](4)


attempt(refused)
