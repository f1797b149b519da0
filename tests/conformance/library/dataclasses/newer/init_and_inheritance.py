"""__init__ of dataclasses: keyword-only fields, InitVar, __post_init__, inheritance, replaced and overridden fields."""
from dataclasses import KW_ONLY, InitVar, dataclass, field, fields


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3
    a: str = "overridden"


print(Derived(), [each.name for each in fields(Derived)], Derived("x", 5, 6))


def after_default():
    @dataclass
    class Bad(Base):
        c: int


attempt(after_default)


@dataclass(kw_only=True)
class Keyword:
    x: int = 1
    y: int


print(Keyword(y=5), Keyword.__match_args__)
attempt(lambda: Keyword(1, 2))
attempt(lambda: Keyword())
attempt(lambda: Keyword(x=1))


@dataclass
class Marked:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int = field(kw_only=False, default=9)
    d: str


print(Marked(1, d="d"), Marked.__match_args__, [(each.name, each.kw_only) for each in fields(Marked)], hasattr(Marked, "_"))


def twice():
    @dataclass
    class Bad:
        _: KW_ONLY
        a: int
        __: KW_ONLY
        b: int


attempt(twice)


@dataclass
class Posted:
    x: int
    seed: InitVar[int]
    other: InitVar[str] = "o"
    y: int = field(init=False)

    def __post_init__(self, seed, other):
        self.y = self.x + seed
        print("post", seed, other)


print(Posted(1, 2), Posted(1, 2, "p").other, [each.name for each in fields(Posted)])
attempt(lambda: Posted(1, 2).seed)
print(InitVar[int], InitVar[list[int]], InitVar["x"])
attempt(lambda: InitVar[int].type)


def initvar_factory():
    @dataclass
    class Bad:
        x: InitVar[list] = field(default_factory=list)


attempt(initvar_factory)


@dataclass
class Own:
    x: int

    def __init__(self, text):
        self.x = len(text)


print(Own("four"))


@dataclass(init=False)
class Without:
    x: int = 5


print(Without(), Without().x)
attempt(lambda: Without(1))


@dataclass
class Parent:
    x: int = 1

    def __post_init__(self):
        print("parent post")


@dataclass
class Child(Parent):
    y: int = 2

    def __post_init__(self):
        super().__post_init__()
        print("child post", self.x, self.y)


Child()


class Middle(Base):
    m: int = 10


@dataclass
class Bottom(Middle):
    z: int = 5


print(Bottom(1), [each.name for each in fields(Bottom)])


@dataclass
class Left:
    a: int = 1
    b: int = 2


@dataclass
class Right:
    b: str = "b"
    c: int = 3


@dataclass
class Both(Left, Right):
    d: int = 4


print(Both(), [each.name for each in fields(Both)])


@dataclass
class Factory:
    made: list = field(default_factory=lambda: [1])
    late: int = field(default_factory=int, init=False)


print(Factory(), Factory().made is Factory().made, Factory([2]))
match Derived("q"):
    case Derived(a, 2, c):
        print("matched", a, c)


@dataclass(match_args=False)
class NoMatch:
    x: int


print(hasattr(NoMatch, "__match_args__"))


@dataclass
class OwnMatch:
    __match_args__ = ("z",)
    x: int


print(OwnMatch.__match_args__)
