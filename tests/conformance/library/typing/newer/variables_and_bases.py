"""Type variables, names for types, and what may be a base of a class: attributes and errors."""

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
D = TypeVar("D", default="x")
B = TypeVar("B", bound="x")
C = TypeVar("C", int, "str")

type Pl = int
type Al[X: int, Y=str] = dict[X,Y]


def f[A: int, B: (int,str), *C, **D]():
    pass


def Q[A=int, *B=*tuple[int], **C=[int]]():
    pass


for expression in '''\
TypeVar("T", default=(1,2))
D.__default__
B.__bound__
C.__constraints__
TypeVar("T", default=None).__default__
TypeVar("T", default=ClassVar[int]).__default__
TypeVar("T", bound=ClassVar[int])
TypeVar("T", bound=(1,2))
TypeVar("T", bound=Union)
TypeVar("T", (1,2), 3)
TypeVar("T", int)
TypeVar("T", int, str, bound=int)
TypeVar("T", covariant=True, contravariant=True)
TypeVar("T", covariant=True, infer_variance=True)
TypeVar(1)
TypeVar("T", int, str, bound=None)
TypeVar(name="T")
ParamSpec(1)
TypeVarTuple(1)
TypeVarTuple("T", default=int).__default__
ParamSpec("T", default=int).__default__
ParamSpec("T", default="x").__default__
ParamSpec("T", default=[int, "x"]).__default__
ParamSpec("T", bound="x").__bound__
ParamSpec("T", default=...).__default__
ParamSpec("T", covariant=True)
TypeVar("T", infer_variance=True)
TypeVar("T", contravariant=True)
setattr(T, "foo", 1)
setattr(T, "__name__", 1)
setattr(T, "__bound__", 1)
setattr(T, "__default__", 1)
setattr(T, "__module__", "foo")
setattr(Ts, "__name__", 1)
delattr(T, "__name__")
T.__module__
T.__bound__
T.__constraints__
T.evaluate_bound
T.evaluate_default
T.evaluate_constraints
B.evaluate_bound
B.evaluate_bound(1)
B.evaluate_bound(4)
C.evaluate_constraints
C.evaluate_constraints(4)
C.evaluate_constraints(1)
f.__type_params__[0].evaluate_bound(4)
f.__type_params__[1].__constraints__
f.__type_params__[1].evaluate_constraints(4)
f.__type_params__[0].__bound__
f.__type_params__[0].__module__
Q.__type_params__[0].__default__
Q.__type_params__[1].__default__
Q.__type_params__[2].__default__
Q.__type_params__[1].evaluate_default(1)
Q.__type_params__[2].has_default()
Pl.evaluate_value(4)
TypeAliasType("X", int).evaluate_value
TypeAliasType("X", int)
TypeAliasType("X", "y").__value__
TypeAliasType("X", int, type_params=[T])
TypeAliasType("X", int, type_params=(1,))
TypeAliasType("X", int, type_params=(T,T))
TypeAliasType("X", int, type_params=(D,T))
TypeAliasType("X", int, type_params=(T,)).__parameters__
TypeAliasType("X", int, type_params=(T,)).__module__
TypeAliasType(1, int)
TypeAliasType(name="X", value=int)
setattr(Pl,"foo",1)
setattr(Pl,"__name__",1)
setattr(Pl,"__value__",1)
setattr(Pl,"__module__",1)
Pl == Pl
T.foo
Union[int, Ts]
P | int
P.args
P.kwargs
P.args == P.args
P.args == P.kwargs
P.args == 3
P.args.__origin__
ParamSpecArgs(int)
ParamSpecArgs(3)
type("X", (T,), {})
types.new_class("X", (T,))
types.new_class("X", (P,))
types.new_class("X", (Ts,))
types.new_class("X", (P.args,))
types.new_class("X", (P.kwargs,))
types.new_class("X", (TypeVar,))
types.new_class("X", (ParamSpec,))
types.new_class("X", (TypeVarTuple,))
types.new_class("X", (ParamSpecArgs,))
types.new_class("X", (TypeAliasType,))
types.new_class("X", (Union,))
types.new_class("X", (int|str,))
types.new_class("X", (Self,))
types.new_class("X", (type(Self),))
types.new_class("X", (ClassVar,))
types.new_class("X", (ClassVar[int],))
types.new_class("X", (type(ClassVar[int]),))
types.new_class("X", (Optional[int],))
types.new_class("X", (Literal[1],))
types.new_class("X", (Callable[[int],str],)).__mro__
types.new_class("X", (Callable,)).__mro__
types.new_class("X", (Annotated,))
types.new_class("X", (Annotated[int,3],))
types.new_class("X", (NoDefault,))
types.new_class("X", (type(NoDefault),))
types.new_class("X", (NewType("N",int),))
types.new_class("X", (ForwardRef("N"),))
types.new_class("X", (ForwardRef,))
types.new_class("X", (types.GenericAlias,))
types.new_class("X", (list[int],)).__mro__
types.new_class("X", (List[int],)).__mro__
types.new_class("X", (List[T],)).__mro__
types.new_class("X", (List[T], Generic[T])).__mro__
types.new_class("X", (List,)).__mro__
types.new_class("X", (Dict[int,T], Iterable[T])).__mro__
types.new_class("X", (Tuple[int],)).__mro__
types.new_class("X", (Any,)).__mro__
types.new_class("X", (NamedTuple,)).__mro__
types.new_class("X", (Unpack[Ts],))
T.__typing_subst__(int)
T.__typing_subst__(None)
T.__typing_subst__("x")
T.__typing_subst__(())
T.__typing_subst__((1,2))
T.__typing_subst__(Unpack[Ts])
T.__typing_subst__(next(iter(tuple[int])))
T.__typing_subst__(ClassVar[int])
T.__typing_subst__(42)
Ts.__typing_subst__(int)
P.__typing_subst__(int)
P.__typing_subst__([int,None])
P.__typing_subst__(...)
P.__typing_subst__(P)
P.__typing_subst__((1,(2,)))
List[T][Unpack[Ts]]
List[T][ClassVar[int]]
List[T][Generic]
list[T][Generic]
list[T][()]
list[T][ClassVar[int]]
list[T][Unpack[Ts]]
list[T][list]
list[T]["x"]
list[T][None]
tuple[T, *Ts, P]
'''.splitlines():
    show(expression)
