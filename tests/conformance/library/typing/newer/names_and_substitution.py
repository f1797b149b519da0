"""Names and classes of forms, type variables in types with arguments of builtin classes."""
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


attempt(lambda: T.__module__)
attempt(lambda: T.__name__)
attempt(lambda: T.__reduce__())
attempt(lambda: type(T))
attempt(lambda: isinstance(1, T))
attempt(lambda: list[T])
attempt(lambda: list[T].__parameters__)
attempt(lambda: dict[T, P])
attempt(lambda: tuple[*Ts].__parameters__)
attempt(lambda: tuple[int, *Ts][str, bytes])
attempt(lambda: list[T][int])
attempt(lambda: dict[T, list[T]][int])
attempt(lambda: collections.abc.Callable[P, T][[int], str])
attempt(lambda: collections.abc.Callable[[T], T][int])
attempt(lambda: list[List[T]][int])
attempt(lambda: (T | int)[str])
attempt(lambda: Union[T, U][int, str])
attempt(lambda: Optional[T][int])
attempt(lambda: type(list[int]))
attempt(lambda: Tuple[T, ...][int])
attempt(lambda: List[int].__class__)
attempt(lambda: type(List))
attempt(lambda: type(Union))
attempt(lambda: type(Optional))
attempt(lambda: type(Annotated[int,1]))
attempt(lambda: type(Literal[1]))
attempt(lambda: type(ForwardRef("x")))
attempt(lambda: type(Any))
attempt(lambda: Any.__module__)
attempt(lambda: List.__name__)
attempt(lambda: List[int].__name__)
attempt(lambda: List[int].__qualname__)
attempt(lambda: Union.__name__)
attempt(lambda: Optional.__name__)
attempt(lambda: Literal[1].__name__)
attempt(lambda: ClassVar[int].__origin__)
attempt(lambda: Callable[[int],str].__origin__)
attempt(lambda: Tuple.__origin__)
attempt(lambda: dir(List[int])[:0])
attempt(lambda: List[int].copy)
attempt(lambda: setattr(List[int], "foo", 1))
attempt(lambda: List[int].nope)
attempt(lambda: List.nope)
