"""What types with type variables are given, kind by kind: the type that comes of it or the error."""

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
U = TypeVar("U")
V = TypeVar("V")
TD = TypeVar("TD", default=int)
TD2 = TypeVar("TD2", default=str)
PD = ParamSpec("PD", default=[int,str])
TsD = TypeVarTuple("TsD", default=Unpack[Tuple[int,str]])
P2 = ParamSpec("P2")
Ts2 = TypeVarTuple("Ts2")


def fun():
    pass


class Ab(Generic[T]):
    pass


class A3(Generic[T,U,V]):
    pass


class AD(Generic[T,TD]):
    pass


class AD2(Generic[T,TD,TD2]):
    pass


class AP(Generic[P]):
    pass


class APD(Generic[PD]):
    pass


class ATP(Generic[T,P]):
    pass


class APT(Generic[P,T]):
    pass


class ATs(Generic[*Ts]):
    pass


class ATTs(Generic[T,*Ts]):
    pass


class ATsT(Generic[*Ts,T]):
    pass


class ATTsU(Generic[T,*Ts,U]):
    pass


class ATsP(Generic[*Ts,P]):
    pass


class ATsD(Generic[*TsD]):
    pass


class ATTsD(Generic[T, *TsD]):
    pass


class AP2(Generic[P,P2]):
    pass
type Al[X, Y=int] = dict[X, Y]
type AlT[*Xs] = tuple[*Xs]
type AlP[**Q] = Callable[Q, int]
type Pl = int


class New[A, *B, **C]:
    pass


class NewD[A, B=int]:
    pass


for expression in '''\
"x" | int
"x" | (int|str)
3 | (int|str)
(int|str) | 3
(int|str) | ()
List[int] | 3
List | 3
List | None
None | List
Pl | int
int | Pl
int | Pl | None
Any | "x"
Optional["x"]
NewType("N", int) | "x"
ForwardRef("x") | int
int | ForwardRef("x")
ForwardRef("x") | "y"
3 | T
"y" | T
A3[int]
A3[int,str]
A3[()]
A3[int,str,list,dict]
A3[T,U,V][int]
A3[T,U,V][int,str]
A3[T,U,V][()]
A3[T,U,V][int,str,list,dict]
dict[T,U][int]
dict[T,U][()]
dict[T,U][int,str,list]
Dict[T,U][int]
Dict[T,U][int,str,list]
Dict[T,U][()]
Dict[int]
Dict[int,str,list]
Dict[()]
AD[int]
AD[int,str]
AD[()]
AD[int,str,list]
AD2[int]
AD2[()]
AD2[int,str,list,dict]
AD[T,TD][()]
AP[int]
AP[int,str]
AP[[int,str]]
AP[...]
AP[P]
AP[Concatenate[int,P]]
AP[()]
AP[[]]
AP[T][int]
AP[[T]][int]
AP[T, U][int, str]
AP[[T, U]][int]
AP[P][int]
AP[P][int,str]
AP[P][[int,str]]
AP[Concatenate[int,P]][str,list]
AP[Concatenate[int,P]][[str,list]]
AP[Concatenate[int,P]][...]
AP[Concatenate[int,P]][P2]
AP[Concatenate[int,P]][Concatenate[str,P2]]
APD.__parameters__
APD[()]
APD[[]]
APD[int]
ATP[int,[str]]
ATP[int,str]
ATP[int,...]
ATP[int]
ATP[int,[str],3]
ATP[T,P][int,[str]]
ATP[T,P][int]
ATP[int,P][[str]]
ATP[int,P][str]
ATP[int,P][str,list]
APT[[int],str]
APT[int,str]
APT[...,str]
ATs[()]
ATs[int]
ATs[int,str]
ATs[*Ts]
ATs[*Ts2]
ATs[Ts]
ATs[*tuple[int,...]]
ATs[*tuple[int,str]]
ATs[Unpack[Tuple[int,str]]]
ATs[*tuple[int,...],*tuple[str,...]]
ATs[*Ts][int,str]
ATs[*Ts][()]
ATTs[()]
ATTs[int]
ATTs[int,str]
ATTs[*tuple[int,...]]
ATTs[T,*Ts][()]
ATTs[T,*Ts][int,str,list]
ATsT[()]
ATsT[int]
ATsT[int,str]
ATTsU[int]
ATTsU[int,str]
ATTsU[int,str,list]
ATTsU[int,*tuple[str,...],list]
ATTsU[*tuple[str,...]]
ATTsU[T,*Ts,U][*tuple[str,...]]
ATTsU[T,*Ts,U][int,*tuple[str,...]]
ATsP[int,[str]]
ATsP[int,str,[str]]
ATsP[[str]]
ATsP[int]
ATsP[()]
ATsD[()]
ATsD[int]
ATsD.__parameters__
ATTsD[int]
ATTsD[int,list]
AP2[[int],[str]]
AP2[int,str]
AP2[[int]]
AP2[P,P2][[int],[str]]
AP2[P,P2][[int]]
AP2[...,P][[int]]
Al[int]
Al[int,str]
Al[()]
Al[int,str,list]
Al[T]
Al[T][int]
Al[T,U][int]
Al[T,U][int,str]
Al["x"]
Al[3]
Al[[int]]
Al[int].__args__
Al[int].__parameters__
Al[int].__origin__
Al[T].__parameters__
type(Al[int])
Al[int].__value__
Al[int].__name__
Al[int].__module__
AlT[int,str]
AlT[()]
AlP[[int]]
AlP[int,str]
AlP[...]
Pl[int]
Al.__parameters__
AlT.__type_params__
Al.__value__
isinstance(1, Pl)
issubclass(int, Pl)
list(Al)
list(AlT)
Al[int] | None
pickle.dumps(Pl,0)
New[int]
New[int,str,[list]]
New[int,[list]]
New[int,str,list,...]
New[int,str,list,[str]]
New.__parameters__
New.__orig_bases__
NewD[int]
NewD[int,str]
NewD[()]
NewD[int,str,list]
Concatenate[int,P]
Concatenate[int,P][[str]]
Concatenate[int,P][...]
Concatenate[int,P][P2]
Concatenate[int,P][Concatenate[str,P2]]
Concatenate[T,P][int,[str]]
Concatenate[T,P][int,str]
Concatenate[int]
Concatenate[()]
Concatenate[int,...]
Concatenate[int,str]
Concatenate
Optional[int]
Optional[None]
Optional[int,str]
Optional[()]
Optional
Union[()]
Annotated[int]
Annotated[()]
Annotated[int,3]
Annotated[T,3][int]
Annotated[T,3][int,str]
Annotated[list[T],3][int]
Annotated[Annotated[int,1],2]
Annotated[*Ts, 3]
Annotated[Ts, 3]
Annotated[ClassVar[int], 3]
Annotated[ClassVar, 3]
Annotated[Final, 3]
Annotated["x", 3]
Annotated[None, 3]
Annotated[(1,2), 3]
Annotated[()]
Annotated()
Annotated[int,3](5)
Annotated[int,3].__name__
Annotated[int,3].__origin__
Annotated[int,3].__args__
Annotated[int,3].real
Annotated
Annotated[int,3].__mro_entries__(())
Literal[1]
Literal[1,1,True]
Literal[Literal[1,2],3]
Literal[()]
Literal[[1]]
Literal[1,[1],[1]]
Literal[{}] == Literal[{}]
Literal[int]
Literal[None,"x"]
Literal[1] == Literal[True]
Literal[1][int]
Literal[1]()
Literal
ClassVar[int,str]
ClassVar[()]
ClassVar["x"]
ClassVar[ClassVar[int]]
ClassVar[Final[int]]
Final[ClassVar[int]]
Final[int,str]
ClassVar[T][int]
ClassVar[(int,)]
ClassVar[1]
ClassVar[1,2]
List[ClassVar[int]]
List[Final[int]]
List[ClassVar]
List[Generic]
List[Generic[T]]
List[Protocol]
List[Protocol[T]]
List[Optional]
List[Union]
List[Literal]
List[(int,)]
List[((int,),)]
List[()]
List[int,str]
List[3]
List[None]
List["x"]
List[...]
List[Self]
List[Never]
List[Any]
List[TypeAlias]
List[Required[int]]
Required[int]
Required[int,str]
Required[Required[int]]
NotRequired[int,str]
NotRequired[ClassVar[int]]
ReadOnly[int]
ReadOnly[int,str]
Unpack[int]
Unpack[int,str]
Unpack[*Ts]
TypeGuard[int]
TypeGuard[int,str]
TypeIs[int,str]
TypeGuard[T][int]
TypeGuard[ClassVar[int]]
Self[int]
Never[int]
NoReturn[int]
LiteralString[int]
TypeAlias[int]
Any[int]
Any()
Generic[int]
Generic[()]
Generic[T,T]
Generic[T,U]
Generic[T][int]
Generic
Protocol[int]
Protocol[T][int]
Protocol[()]
Protocol
Generic[TD,T]
Generic[T,TD]
Generic[*Ts,TD]
Generic[*Ts,PD]
Generic[Ts]
Tuple[int]
Tuple[()]
Tuple[int,...]
Tuple[...]
Tuple[int,...,str]
Tuple[int,str,...]
Tuple[T,U][int,str]
Tuple[T,...][int]
Tuple[*Ts][int,str]
Tuple[3]
Tuple[(1,2),int]
Tuple[[int]]
Tuple
Tuple[*Ts,*Ts2][int]
Tuple[*Ts]
Tuple[Unpack[Ts]]
Tuple[Unpack[tuple[int,str]]]
Tuple[*tuple[int,str]]
Callable[int]
Callable[int,str]
Callable[[int],str]
Callable[[],str]
Callable[...,str]
Callable[(),str]
Callable[[int],str,list]
Callable[()]
Callable[[T],U][int,str]
Callable[[T],U][int]
Callable[[T],U][()]
Callable[[int],(1,2)]
Callable[[int],[str]]
Callable[[...],int]
Callable[[1],int]
Callable[T,U]
Callable[[P],int]
Callable[P,int][T,U]
Callable[P,int][P2]
Callable[P,int][...]
Callable[P,int][Concatenate[int,P2]]
Callable[P,int][int]
Callable[P,int][int,str]
Callable[P,int][()]
Callable[[*Ts],int]
Callable[[*Ts],T]
Callable[[*Ts],T][int,str]
Callable[[*Ts],T][int,str,list]
Callable[[*Ts],T][int]
Callable[[int,*Ts],T][*tuple[int,...],str]
Callable[[*Ts],int][()]
Callable[[*Ts],int][int]
Callable[*Ts,int]
Callable[[int],None].__args__
Callable[[int],"x"]
get_args(Callable[[int],str])
get_args(Callable[P,str])
get_args(Callable[...,str])
get_args(Callable[[],str])
get_args(Callable[Concatenate[int,P],str])
get_args(collections.abc.Callable[[int],str])
get_args(collections.abc.Callable[P,str])
get_args(Annotated[int,3])
get_args(int|str)
get_args(AP[int,str])
get_args(Literal[1])
get_args(tuple[*Ts])
get_args(ParamSpec)
get_args(P.args)
get_args(Generic)
get_args(List)
get_args(Al[int])
get_args(Union)
get_origin(Al[int])
get_origin(P.args)
get_origin(List)
get_origin(Union)
get_origin(int|str)
get_origin(Annotated[int,3])
get_origin(Literal[1])
get_origin(ClassVar[int])
get_origin(Generic)
get_origin(Generic[T])
get_origin(AP[int])
get_origin(Callable)
get_origin(int)
get_origin(Unpack[Ts])
Generator[int]
Generator[int,str]
Generator[()]
AsyncGenerator[int]
ContextManager[int]
ContextManager[int,bool,3]
ContextManager[()]
AsyncContextManager[int]
Hashable[int]
Sized[int]
ByteString
Pattern[str]
Match
Text
Type
Type[int]
Type[int]()
List()
List[int]()
Deque[int]()
Deque()
Counter[int]
OrderedDict[int,str]()
DefaultDict[int,str](list)
ChainMap[int]
isinstance([],List)
isinstance([],List[int])
issubclass(list,List)
issubclass(List,list)
issubclass(List,Sequence)
issubclass(List[int],Sequence)
issubclass(int,List[int])
isinstance(3,Any)
issubclass(int,Any)
isinstance(3,Optional)
isinstance(3,Literal)
isinstance(3,Literal[1])
isinstance(3,Generic)
isinstance(3,Union)
isinstance(3,ClassVar[int])
isinstance(3,T)
isinstance(3,Callable)
isinstance(3,Callable[[],int])
issubclass(int,Self)
List.append
List[int].append
List.__name__
List.__qualname__
List.__module__
List.__origin__
List[int].__name__
List[int].__module__
List[int].__qualname__
List[int].__doc__
List.__foo__
List.foo
Self.__name__
Self.__module__
Self.__doc__ is None
Self.__foo__
Self.foo
ClassVar[int].__name__
ClassVar[int].foo
Optional.__name__
setattr(List[int],"foo",3)
setattr(List[int],"__foo__",3)
setattr(Ab[int],"foo",3)
Ab.foo
setattr(Self,"foo",3)
setattr(ClassVar,"__foo__",3)
List == List
List[int] == list[int]
List[int] is List[int]
Ab[int] is Ab[int]
Ab[int] == Ab[bool]
Union[int,str] == Union[str,int]
Callable[[int],str] == Callable[[int],str]
Callable[[int],str] == collections.abc.Callable[[int],str]
copy.copy(List[int]) is List[int]
copy.copy(List)
copy.deepcopy(List) is List
copy.deepcopy(T) is T
copy.deepcopy(Self) is Self
copy.copy(Any) is Any
pickle.loads(pickle.dumps(List[int])) == List[int]
pickle.loads(pickle.dumps(Callable[[int],str])) == Callable[[int],str]
pickle.loads(pickle.dumps(Annotated[int,3])) == Annotated[int,3]
pickle.loads(pickle.dumps(Literal[1,2])) == Literal[1,2]
pickle.loads(pickle.dumps(Optional[int])) == Optional[int]
pickle.loads(pickle.dumps(ClassVar[int])) == ClassVar[int]
pickle.loads(pickle.dumps(Tuple[()])) == Tuple[()]
pickle.loads(pickle.dumps(Unpack[Tuple[int]])) == Unpack[Tuple[int]]
pickle.loads(pickle.dumps(List)) is List
pickle.dumps(List,0)
pickle.dumps(List[int],0)
pickle.dumps(Callable[[int],str],0)
pickle.dumps(T,0)
pickle.dumps(P.args,0)
pickle.loads(pickle.dumps(P.args)) == P.args
List[int].__reduce__()
Callable[[int],str].__reduce__()
Callable[...,str].__reduce__()
Annotated[int,3].__reduce__()
Unpack[Ts].__reduce__()
ClassVar[int].__reduce__()
List.__reduce__()
Self.__reduce__()
iter(List)
list(List[int])
list(Tuple[int])
iter(Self)
iter(Union)
iter(Callable)
iter(Callable[[int],str])
iter(Annotated[int,3])
list(Ts)
iter(Any)
'''.splitlines():
    show(expression)
