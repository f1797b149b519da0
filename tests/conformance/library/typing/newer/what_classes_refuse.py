"""Protocols that are asked, named tuples, typed dicts and references to later names: what they say and what they refuse."""

import collections.abc
import warnings
from typing import *


def attempt(function, *arguments, **keywords):
    try:
        print(function.__name__, "->", function(*arguments, **keywords))
    except Exception as error:
        print(function.__name__, "!!", type(error).__name__, error)


def decorated(function):
    attempt(function)


@runtime_checkable
class HasX(Protocol):
    x: int


@runtime_checkable
class Runs(Protocol):
    def run(self):
        pass


class Quiet(Protocol):
    def run(self):
        pass


class Asked:
    @property
    def x(self):
        print("never computed")

    run = None


class Runner:
    def run(self):
        pass


print(isinstance(Asked(), HasX), isinstance(Asked(), Runs), isinstance(Runner(), Runs), issubclass(Runner, Runs))
print(sorted(HasX.__protocol_attrs__), HasX.__non_callable_proto_members__, Runs.__non_callable_proto_members__)
attempt(issubclass, Runner, HasX)
attempt(issubclass, 3, HasX)
attempt(issubclass, 3, Runs)
attempt(issubclass, Runner, Quiet)
attempt(isinstance, Runner(), Quiet)
attempt(runtime_checkable, Runner)
attempt(Runs)
print(collections.abc.Hashable.__mro__, issubclass(List, Sequence), issubclass(Tuple, Iterable), issubclass(int, collections.abc.Hashable))
attempt(issubclass, List[int], Sequence)


@decorated
def protocol_with_another_base():
    class P(Protocol, Runner):
        pass


@decorated
def protocol_of_collections():
    @runtime_checkable
    class P(collections.abc.Sized, Protocol):
        def close(self):
            pass

    class Both:
        close = __len__ = lambda self: 0

    return sorted(P.__protocol_attrs__), issubclass(Both, P), issubclass(Runner, P)


@decorated
def inits_of_protocols():
    class P(Protocol):
        pass

    class Made(P):
        pass

    class Own(P):
        def __init__(self, value):
            super().__init__()
            self.value = value

    return type(Made()).__name__, Own(3).value, Made.__init__ is object.__init__


@decorated
def abstract_methods():
    class Whole(SupportsInt):
        pass

    Whole()


class Pair[A, B](NamedTuple):
    first: A
    second: B = 2


class Odd(NamedTuple("Odd", [("x", int)])):
    pass


print(Pair(1), Pair[int, str], Pair.__bases__, Pair.__mro__[1:])
print(Pair.__orig_bases__ == (NamedTuple, Pair.__orig_bases__[1]), Odd.__bases__[0].__orig_bases__ == (NamedTuple,))


@decorated
def tuple_with_another_base():
    class Bad(NamedTuple, Runner):
        x: int


@decorated
def tuple_with_method():
    class Bad(NamedTuple):
        x: int

        def _replace(self):
            pass


@decorated
def tuple_with_super():
    class Bad(NamedTuple):
        x: int

        def method(self):
            return super()


@decorated
def tuple_of_no_types():
    return NamedTuple("Bad", [("x", (1, 2))])


@decorated
def tuple_with_fields_twice():
    return NamedTuple("Bad", [("x", int)], y=int)


@decorated
def tuple_with_order():
    class Bad(NamedTuple):
        x: int = 1
        y: int = 2
        z: int


@decorated
def tuple_with_names_to_come():
    class Early(NamedTuple):
        x: Later

    class Later:
        pass

    return Early.__annotations__["x"] is Later, Early(3)


for make in (lambda: NamedTuple("N"), lambda: NamedTuple("N", None), lambda: NamedTuple("N", x=int),
             lambda: TypedDict("D"), lambda: TypedDict("D", None)):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(make().__annotations__, *[(one.category.__name__, str(one.message)) for one in caught])


class Movie(TypedDict):
    name: str
    year: NotRequired[ReadOnly[int]]


class More(Movie, total=False):
    rating: Annotated[Required[int], "of ten"]
    place: "str"


print(Movie.__required_keys__, Movie.__optional_keys__, Movie.__readonly_keys__, sorted(Movie.__mutable_keys__))
print(sorted(More.__required_keys__), sorted(More.__optional_keys__), More.__total__, More.__annotations__)
print(get_type_hints(More), get_type_hints(More, include_extras=True))
print(More(name="x"), More.__mro__, More.__orig_bases__ == (Movie,), is_typeddict(More), is_typeddict(TypedDict))
attempt(isinstance, {}, Movie)
attempt(issubclass, dict, Movie)


@decorated
def read_only_again():
    class Bad(Movie):
        name: ReadOnly[str]


@decorated
def dict_with_another_base():
    class Bad(TypedDict, Runner):
        pass


@decorated
def dict_with_names_to_come():
    class Early(TypedDict):
        x: Later

    class Later:
        pass

    return Early.__annotations__["x"] is Later, Early.__required_keys__


def function(a: "int", b: "list['str']" = None, *args: "*tuple[int, str]", **more: "Unpack[Movie]") -> "None":
    pass


class Node[T]:
    T = int
    own: "T"
    kids: "list['Node']"
    again: ClassVar["Node"]


print(get_type_hints(function))
print(get_type_hints(Node))
attempt(get_type_hints, 3)
attempt(get_type_hints, ForwardRef("x"))
print(get_type_hints(type), get_type_hints(object), get_type_hints(print))
here = ForwardRef("Node | nothing")
attempt(here.evaluate, globals=globals())
attempt(evaluate_forward_ref, ForwardRef("list['Node']"), globals=globals())
attempt(evaluate_forward_ref, ForwardRef("loop"), globals={"loop": "loop"})
attempt(ForwardRef, 3)
attempt(List.__getitem__, "a b")
attempt(Optional.__getitem__, "1 +")
print(ForwardRef("x") == ForwardRef("x"), ForwardRef("x", module="m") == ForwardRef("x"), ForwardRef("x", is_class=True))


@no_type_check
class Untyped:
    def method(self, x: "no such"):
        pass

    class Inner:
        def method(self, x: "no such"):
            pass


print(get_type_hints(Untyped.method), get_type_hints(Untyped.Inner.method), Untyped.__no_type_check__)


class Methods:
    @overload
    def one(self, x: int): ...
    @overload
    def one(self, x: str): ...
    def one(self, x):
        pass


print(len(get_overloads(Methods.one)), [get_type_hints(each) for each in get_overloads(Methods.one)])
clear_overloads()
print(get_overloads(Methods.one))
attempt(overload(Methods.one))
