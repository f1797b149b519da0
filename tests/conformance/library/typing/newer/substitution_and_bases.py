"""Arguments for type variables, what forms are as bases, type aliases, what is no argument."""
import collections.abc
import typing
from typing import *

T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for make in (
    lambda: ByteString,
    lambda: Tuple[int, *Ts],
    lambda: Tuple[Unpack[Ts]],
    lambda: Tuple[int, Unpack[Ts]][str, bytes],
    lambda: ForwardRef("x"),
    lambda: List[int] == List[int],
    lambda: hash(List[int])==hash(List[int]),
    lambda: List[int]==list[int],
    lambda: List[1],
    lambda: Dict[int],
    lambda: List[int,str],
    lambda: List[int][str],
    lambda: Type[T][int],
    lambda: Set[T].__origin__,
    lambda: List.__origin__,
    lambda: List._name,
    lambda: List.__module__,
    lambda: List[int].__module__,
    lambda: Union[int,str].__args__,
    lambda: Union[int,str].__origin__,
    lambda: Union[List[T], T].__parameters__,
    lambda: Union[List[T],T][int],
    lambda: (list[T]|None)[int],
    lambda: Literal[[]],
    lambda: Literal[{}],
    lambda: Literal[()],
    lambda: type("X",(List,),{}).__mro__,
    lambda: type("X",(List[int],),{}),
    lambda: type("X",(Union[int,str],),{}),
    lambda: type("X",(Optional,),{}),
    lambda: type("X",(T,),{}),
    lambda: type("X",(Any,),{}),
    lambda: type("X", (Literal[1],),{}),
    lambda: type("X",(ClassVar[int],),{}),
    lambda: TypeAliasType("A", int),
    lambda: TypeAliasType("A", List[T], type_params=(T,))[int],
    lambda: TypeAliasType("A", int).__value__,
    lambda: TypeAliasType("A", int)|None,
    lambda: isinstance(1, TypeAliasType("A",int)),
    lambda: List[*Ts],
    lambda: Concatenate[int],
    lambda: Concatenate[int, ...],
    lambda: Required[int,str],
    lambda: Final[1],
    lambda: Union[ClassVar[int], str],
    lambda: List[ClassVar[int]],
    lambda: List[Final],
    lambda: List[Generic],
    lambda: List[Any],
    lambda: List[None],
    lambda: List[...],
    lambda: Optional[None],
    lambda: Union[int, int],
    lambda: Union[int, bool, object],
    lambda: List[()],
    lambda: Callable[[], None],
    lambda: Callable[[T],T][int],
    lambda: Callable[[int, ...], str],
    lambda: Callable[Ts, int],
):
    attempt(make)
