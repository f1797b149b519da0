"""get_type_hints, evaluate_forward_ref and decorators that mark functions and classes."""
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


def fn(a: int, b: "str" = None, *args: "List[int]", c: Optional["T"], **kw: Annotated[int, "x"]) -> None: ...
class Base:
    x: int
    y: "ClassVar[str]" = ""
class Derived(Base):
    x: "str"
    z: Final[int] = 3
    w: Annotated["int", 1]
for make in (
    lambda: get_type_hints(fn),
    lambda: get_type_hints(fn, include_extras=True),
    lambda: get_type_hints(Base),
    lambda: get_type_hints(Derived),
    lambda: get_type_hints(Derived, include_extras=True),
    lambda: get_type_hints(5),
    lambda: get_type_hints(len),
    lambda: get_type_hints(typing),
    lambda: get_type_hints(lambda x: 1),
    lambda: get_type_hints(int),
    lambda: get_type_hints(fn, {}, {"str": float, "List": dict, "T": T}),
):
    attempt(make)

def bad(a: "Nope"): ...
attempt(lambda: get_type_hints(bad))
attempt(lambda: get_type_hints(bad, localns={"Nope": int}))
attempt(lambda: get_type_hints(bad, format=3))
attempt(lambda: get_type_hints(fn, format=4))
@no_type_check
class NT:
    x: "whatever is"
    def m(self, a: 5): ...
@no_type_check
def nf(a: "q r"): ...
attempt(lambda: get_type_hints(NT))
attempt(lambda: get_type_hints(nf))
attempt(lambda: NT.__no_type_check__)
attempt(lambda: NT.m.__no_type_check__)
@overload
def ov(a: int) -> int: ...
@overload
def ov(a: str) -> str: ...
def ov(a): return a
attempt(lambda: [get_type_hints(o) for o in get_overloads(ov)])
clear_overloads()
attempt(lambda: get_overloads(ov))
attempt(lambda: overload(len)())
attempt(lambda: get_overloads(len))
@final
class F: 
    @final
    def m(self): ...
    @override
    def n(self): ...
attempt(lambda: (F.__final__, F.m.__final__, F.n.__override__, final(5), override(5)))
@dataclass_transform(kw_only_default=True, extra=3)
def dt(x): return x
attempt(lambda: dt.__dataclass_transform__)
attempt(lambda: dataclass_transform(eq_default=False, field_specifiers=(int,))(int))
attempt(lambda: evaluate_forward_ref(ForwardRef("int")))
attempt(lambda: evaluate_forward_ref(ForwardRef("List[X]"), globals={"List": List, "X": int}))
attempt(lambda: evaluate_forward_ref(ForwardRef("nope"), format=3))
attempt(lambda: typing.no_such)
attempt(lambda: typing.re if hasattr(typing, 're') else None)
attempt(lambda: cast("x", 3))
attempt(lambda: assert_type(3, int))
attempt(lambda: TYPE_CHECKING)
attempt(lambda: typing.ParamSpecArgs(P))
attempt(lambda: P.args == P.args)
attempt(lambda: typing.ParamSpecArgs(P) == P.args)
attempt(lambda: T.evaluate_bound)
attempt(lambda: TypeVar("X", bound=int).evaluate_bound(1))
attempt(lambda: D.evaluate_default(1))
attempt(lambda: TypeAliasType("A", int).evaluate_value(1))
attempt(lambda: TypeVar("X", int, str).evaluate_constraints(1))
