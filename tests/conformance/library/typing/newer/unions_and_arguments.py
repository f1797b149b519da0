"""Unions and types with arguments: what is one, how it looks, and what is refused."""

from typing import *
import collections.abc
import copy
import pickle
import types
import typing


def show(expression):
    try:
        print(expression, "->", repr(eval(expression)))
    except Exception as error:
        print(expression, "!!", type(error).__name__, error)


T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")


def fun():
    pass


class Ab(Generic[T]):
    pass


for expression in '''\
int | "str"
Union[int,str] | "x"
Union[int,"x"]
(int|str) | T
T | int
T | "x"
List[int] | "x"
int | 3
int | fun
Union[int, fun]
Union[int, 3]
Union[int, ()]
Union[int, (1,2)]
Union[int, {}]
Annotated[int, {}] | Annotated[int, {}]
(Annotated[int, {}] | str) == (str | Annotated[int, {}])
Union
Union[int, Any]
int | Any
Union[int]
Union[None]
Union[None, None]
Union[T]
Union[T, int][str]
(T | int)[str]
(T | int)[int]
(T | int)[int, str]
(int|str)[int]
Union.__module__
(int|str).__name__
(int|str).__qualname__
(int|str).__origin__
(int|str).__module__
type(int|str)
copy.deepcopy(int|str)
isinstance(1, int|list[int])
isinstance("", int|list[int])
isinstance(1, Union[int, Any])
issubclass(int, int|list[int])
(int|str).__or__(3)
(int|str).foo
(int|str) == 3
int | None
None | int
None | T
type(None) | None
list[int] | None
None | list[int]
list[T] | T
(list[T] | T)[int]
(list[T] | int)[int].__args__
(list[T] | int).__parameters__
class_ = Union()
Union.__mro__
Union()
Union(1)
type(TypeVar).__name__
type(NoDefault).__name__
type(NoDefault)()
type(NoDefault)(1)
NoDefault.__reduce__()
Unpack[Ts]
Unpack[tuple[int,str]]
Unpack[Tuple[int,...]]
Callable[P, int]
Callable[P, int][[int,str]]
Callable[P, T][...,str]
Callable[P, T][int,str]
Callable[Concatenate[int,P], T][[str],str]
Callable[Concatenate[int,P], T][...,str]
collections.abc.Callable[P, T][int,str]
collections.abc.Callable[P, T][[int],str]
collections.abc.Callable[P, T][P,str]
collections.abc.Callable[[T], T][None]
collections.abc.Callable[[T], T]["x"]
type(collections.abc.Callable[[T], T])
pickle.dumps(collections.abc.Callable[[int], str], 0)
collections.abc.Callable[[int], str].__reduce__()
collections.abc.Callable[int, str]
collections.abc.Callable[int]
collections.abc.Callable[()]
collections.abc.Callable[(),int]
collections.abc.Callable[...,int]
collections.abc.Callable[[],int]
list[T][int,str]
dict[T,int][str]
dict[T,P][int,str]
dict[T,P][int,[str]]
dict[T,P][int]
list[T][()]
list[int][int]
tuple[*Ts][int,str]
tuple[*Ts][()]
tuple[int,*Ts][*tuple[str,...]]
tuple[T,*Ts][*tuple[str,...]]
tuple[T,*Ts][*tuple[str,int]]
tuple[*Ts,T][()]
tuple[*Ts,*Ts]
list["x"]
list["x"].__args__
list[[int]]
list[fun]
list[3]
list[int].__bases__
list[int].__copy__
list[int].__unpacked__
list[int].foo
list[int].__doc__ == list.__doc__
next(iter(tuple[int])).__unpacked__
next(iter(list[int]))
next(iter(list[int])) == list[int]
next(iter(tuple[T]))[int]
list[int].__reduce__()
types.GenericAlias.__mro__
type(list[int])
list[int] == types.GenericAlias(list, int)
isinstance(1, list[int])
issubclass(int, list[int])
isinstance(list[int], type)
list[int]([1])
list[int](1)
list[int].__class__
setattr(list[int], "x", 1)
setattr(list[int], "__origin__", 1)
delattr(list[int], "__origin__")
Generic[T].__mro_entries__
ClassVar.__dict__
ClassVar
type(ClassVar)
type(Literal)
type(Annotated[int,3]).__mro__
type(List[int]).__mro__
type(List).__mro__
type(Callable).__mro__
Ab[int]
Ab[int].__module__
Ab[int]["x"]
Ab["x"]
Ab[()]
Ab[int,str]
Ab.__parameters__
Ab[T][int]
Ab[3]
Ab[[int]]
Ab[...]
'''.splitlines():
    show(expression)
