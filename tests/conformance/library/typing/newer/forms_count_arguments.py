"""ClassVar, Final, Required, TypeGuard and the like count and check what stands in brackets."""
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


for form in (ClassVar, Final, Required, NotRequired, ReadOnly, Unpack, TypeGuard, TypeIs, Concatenate, Optional, Annotated, Literal):
    attempt(lambda: form[int, str])
attempt(lambda: form[()])
attempt(lambda: form["x"])
attempt(lambda: form[1])
attempt(lambda: form[Final[int]]) 
attempt(lambda: form[Tuple[int,str]])
