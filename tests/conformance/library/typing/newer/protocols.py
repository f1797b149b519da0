"""Protocols: instance and class checks, members, bases, and what is refused."""
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


@runtime_checkable
class Sized2(Protocol):
    def __len__(self) -> int: ...
    attr: int = 3
class HasLen:
    attr = 1
    def __len__(self): return 1
class NotRuntime(Protocol):
    def m(self): ...
@runtime_checkable
class Meth(Protocol):
    def m(self): ...
class C1:
    def m(self): pass
class C2: m = None
class C3:
    def __init__(self): self.m = lambda: 1
class Impl(Meth):
    pass
class GP(Protocol[T]):
    x: T
for make in (
    lambda: isinstance(HasLen(), Sized2),
    lambda: isinstance([], Sized2),
    lambda: issubclass(HasLen, Sized2),
    lambda: isinstance(1, NotRuntime),
    lambda: issubclass(int, NotRuntime),
    lambda: isinstance(C1(), Meth),
    lambda: isinstance(C2(), Meth),
    lambda: isinstance(C3(), Meth),
    lambda: issubclass(C1, Meth),
    lambda: issubclass(C3, Meth),
    lambda: issubclass(C2, Meth),
    lambda: issubclass(5, Meth),
    lambda: Meth(),
    lambda: Impl().m(),
    lambda: isinstance(Impl(), Meth),
    lambda: type(Protocol()).__name__,
    lambda: GP[int],
    lambda: is_protocol(Meth),
    lambda: is_protocol(C1),
    lambda: is_protocol(Protocol),
    lambda: is_protocol(Impl),
    lambda: sorted(get_protocol_members(Sized2)),
    lambda: get_protocol_members(C1),
    lambda: get_protocol_members(GP),
    lambda: runtime_checkable(C1),
    lambda: runtime_checkable(Impl),
    lambda: Meth.__protocol_attrs__,
    lambda: Meth._is_protocol,
    lambda: Meth.__mro__,
    lambda: Sized2.__abstractmethods__ ,
    lambda: isinstance(Meth, type),
    lambda: type(Meth),
    lambda: isinstance(1, Protocol),
    lambda: Protocol.__mro__,
    lambda: SupportsAbs[int],
    lambda: SupportsAbs.__parameters__,
    lambda: SupportsInt.__module__,
):
    attempt(make)


def refused():
    class Bad(Protocol, C1): pass


attempt(refused)


def refused():
    class Ok(Protocol, collections.abc.Iterable): pass
    return [base.__name__ for base in Ok.__mro__ if base.__name__ != "_Protocol"]


attempt(refused)
