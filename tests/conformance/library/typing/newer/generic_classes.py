"""Generic classes: parameters in order, defaults, several types, parameters of callables, and what is refused."""
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


class G(Generic[T, U]):
    pass


class H(Generic[T, *Ts]):
    pass


class I(Generic[P]):
    pass


class J(Generic[T, P]):
    pass


class K(G[T, int], List[T]):
    pass


class L(Generic[T, D]):
    pass


for make in (
    lambda: G,
    lambda: G[int, str],
    lambda: G[int],
    lambda: G[int,str,float],
    lambda: G[T, T],
    lambda: G[T,T][int],
    lambda: type(G[int,str]()).__name__,
    lambda: G[int,str]().__orig_class__,
    lambda: G.__parameters__,
    lambda: G.__orig_bases__,
    lambda: H[int],
    lambda: H[int, str, float],
    lambda: H[()],
    lambda: H[int, *Ts],
    lambda: H[int, *Ts][str, bytes],
    lambda: H[int, *tuple[str, ...]],
    lambda: I[int, str],
    lambda: I[[int, str]],
    lambda: I[...],
    lambda: I[P],
    lambda: I[Concatenate[int, P]],
    lambda: J[int, [str]],
    lambda: J[int, ...],
    lambda: J[int, str],
    lambda: J[int],
    lambda: J[int, [str, T]][float],
    lambda: K,
    lambda: K[int],
    lambda: K.__mro__,
    lambda: K.__parameters__,
    lambda: K.__orig_bases__,
    lambda: L[int],
    lambda: L[int, str],
    lambda: L[()],
    lambda: L[int,str,float],
    lambda: L[T],
    lambda: isinstance(G[int,str](), G),
    lambda: isinstance(3, G[int,str]),
    lambda: issubclass(int, G[int,str]),
    lambda: G[int,str].__origin__,
    lambda: G[int,str].x,
    lambda: G[int,str] == G[int,str],
    lambda: G[int,str] | None,
    lambda: G["X", int],
    lambda: get_origin(G[int,str]),
    lambda: type(Generic()).__name__,
    lambda: G[int,str][int],
    lambda: List[G[T,int]][str],
    lambda: G[Callable[[T],int], U][str,bytes],
):
    attempt(make)


def refused():
    class Bad(Generic[T], Generic[U]): pass


attempt(refused)


def refused():
    class Bad(Generic[T], List[U]): pass


attempt(refused)


def refused():
    class Bad(Generic): pass


attempt(refused)


def refused():
    class Bad(Protocol[T], Generic[T]): pass
    return Bad.__mro__


attempt(refused)


def refused():
    class Bad(Generic[D, T]): pass


attempt(refused)
