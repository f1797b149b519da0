"""TypedDict: required, optional and read-only keys, inheritance, generics, and what is refused."""
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


class TD(TypedDict):
    a: int
    b: NotRequired[str]
class TD2(TD, total=False):
    c: ReadOnly[int]
    d: Required[int]
class TG(TypedDict, Generic[T]):
    x: T
for make in (
    lambda: TD(a=1),
    lambda: type(TD(a=1)),
    lambda: TD.__required_keys__ == {"a"},
    lambda: TD.__optional_keys__,
    lambda: sorted(TD2.__required_keys__),
    lambda: sorted(TD2.__optional_keys__),
    lambda: TD2.__total__,
    lambda: TD.__total__,
    lambda: TD2.__readonly_keys__,
    lambda: sorted(TD2.__mutable_keys__),
    lambda: TD.__annotations__,
    lambda: TD2.__annotations__,
    lambda: isinstance({}, TD),
    lambda: issubclass(dict, TD),
    lambda: TD.__mro__,
    lambda: TD2.__mro__,
    lambda: TD2.__bases__,
    lambda: TD2.__orig_bases__,
    lambda: TD.__module__,
    lambda: type(TD),
    lambda: TypedDict("X", {"a": int}),
    lambda: TypedDict("X", {"a": int}).__annotations__,
    lambda: TypedDict("X", {"a": int}, total=False).__optional_keys__,
    lambda: is_typeddict(TD),
    lambda: is_typeddict(dict),
    lambda: is_typeddict(TypedDict),
    lambda: TG[int],
    lambda: TG.__parameters__,
    lambda: TG[int](x=3),
    lambda: get_type_hints(TD),
    lambda: get_type_hints(TD, include_extras=True),
    lambda: get_type_hints(TD2),
    lambda: TypedDict("X", {"a": "Fwd"}).__annotations__,
    lambda: TD.__closed__ if hasattr(TD,'__closed__') else None,
):
    attempt(make)


def refused():
    class Bad(TypedDict, C1): a: int


attempt(refused)


def refused():
    class Bad(TypedDict, metaclass=type): a: int


attempt(refused)


def refused():
    class Bad(TD):
        a: Required[NotRequired[int]]


attempt(refused)


def refused():
    class Bad(TypedDict):
        a: ReadOnly[Required[int]]
    return Bad.__required_keys__, Bad.__readonly_keys__


attempt(refused)


def refused():
    class Bad(TypedDict):
        def m(self): pass
    return Bad


attempt(refused)
