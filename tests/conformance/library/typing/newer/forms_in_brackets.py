"""Unions, aliases of classes, Callable, Literal, Annotated and other forms: what they show, take and refuse."""
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
    lambda: Union,
    lambda: Union[int,str],
    lambda: Union[int,None],
    lambda: Optional[int],
    lambda: Union[int],
    lambda: type(Union[int,str]),
    lambda: Union[int,str]==int|str,
    lambda: Optional,
    lambda: Union[()],
    lambda: Optional[int,str],
    lambda: Union[int, "x"],
    lambda: Union[1, 2],
    lambda: List,
    lambda: List[int],
    lambda: Dict[str, List[int]],
    lambda: Tuple[()],
    lambda: Tuple[int, ...],
    lambda: Tuple,
    lambda: Type[int],
    lambda: List[T][int],
    lambda: Dict[T, T].__parameters__,
    lambda: Callable,
    lambda: Callable[[int], str],
    lambda: Callable[..., T][int],
    lambda: Callable[P, int],
    lambda: Callable[P, int][[int, str]],
    lambda: Callable[P,int][...],
    lambda: Callable[Concatenate[int, P], str],
    lambda: Callable[int],
    lambda: Callable[int,str],
    lambda: Callable[[int],str].__args__,
    lambda: Literal[1,"a",None,True],
    lambda: Literal[1,1],
    lambda: Literal[Literal[1],2],
    lambda: Literal[1]==Literal[True],
    lambda: Literal[1,2]==Literal[2,1],
    lambda: Annotated[int,"x"],
    lambda: Annotated[Annotated[int,1],2],
    lambda: Annotated[int],
    lambda: Annotated[int,1].__metadata__,
    lambda: Annotated[T,1][int],
    lambda: Annotated[List[T], 3][int],
    lambda: ClassVar,
    lambda: ClassVar[int],
    lambda: Final[int],
    lambda: Required[int],
    lambda: NotRequired,
    lambda: ReadOnly[int],
    lambda: Unpack[Ts],
    lambda: TypeGuard[int],
    lambda: TypeIs[int],
    lambda: Self,
    lambda: Self[int],
    lambda: Never,
    lambda: NoReturn,
    lambda: LiteralString,
    lambda: TypeAlias,
    lambda: Any,
    lambda: Any(),
    lambda: isinstance(1, Any),
    lambda: Any | int,
    lambda: int | T,
    lambda: T | None,
    lambda: T|"x",
    lambda: List[int] | None,
    lambda: List["x"],
    lambda: Generic,
    lambda: Generic[T],
    lambda: Generic[int],
    lambda: Generic[()],
    lambda: Generic[T,T],
    lambda: Protocol[T],
    lambda: isinstance([], List),
    lambda: isinstance([], List[int]),
    lambda: issubclass(list, List),
):
    attempt(make)
