"""Comparison, hashing and freezing of dataclasses, and what they refuse."""
from dataclasses import FrozenInstanceError, dataclass, field


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


print(Version(1, 2) < Version(1, 3), Version(1, 2, "a") == Version(1, 2, "b"), Version(2) >= Version(1, 9), max(Version(1), Version(3), Version(2)))
attempt(lambda: Version(1) < 5)
attempt(lambda: Version(1) < Version("x"))
print(Version(1) == 5, Version(1) != Version(2), Version(1).__eq__(5), Version(1).__lt__(5))
attempt(lambda: hash(Version(1)))


class Sub(Version):
    pass


print(Sub(1) == Version(1), Sub(1) == Sub(1))
attempt(lambda: Sub(1) < Version(2))


@dataclass(frozen=True)
class Frozen:
    x: int
    y: list = field(default_factory=list, hash=False)


one = Frozen(1, [2])
print(hash(one) == hash(Frozen(1, [3])), one == Frozen(1, [2]), {one: 1}[Frozen(1, [2])], hash(one) == hash((1,)))


def assign(target, name, value):
    setattr(target, name, value)


def delete(target, name):
    delattr(target, name)


attempt(lambda: assign(one, "x", 2))
attempt(lambda: delete(one, "x"))
attempt(lambda: assign(one, "z", 2))
attempt(lambda: delete(one, "z"))
print(issubclass(FrozenInstanceError, AttributeError))


class FrozenSub(Frozen):
    pass


sub = FrozenSub(1)
sub.extra = 5
print(sub.extra)
attempt(lambda: assign(sub, "x", 5))
del sub.extra


def thaw():
    @dataclass
    class Bad(Frozen):
        z: int = 1


def freeze():
    @dataclass(frozen=True)
    class Bad(Version):
        z: int = 1


def own_setattr():
    @dataclass(frozen=True)
    class Bad:
        x: int

        def __setattr__(self, name, value):
            pass


def own_lt():
    @dataclass(order=True)
    class Bad:
        x: int

        def __lt__(self, other):
            return True


def order_without_eq():
    @dataclass(eq=False, order=True)
    class Bad:
        x: int


def own_hash():
    @dataclass(unsafe_hash=True)
    class Bad:
        x: int

        def __hash__(self):
            return 1


for each in (thaw, freeze, own_setattr, own_lt, order_without_eq, own_hash):
    attempt(each)
for options in ({}, {"eq": False}, {"frozen": True}, {"unsafe_hash": True}, {"eq": False, "frozen": True}, {"eq": False, "unsafe_hash": True}):
    @dataclass(**options)
    class Plain:
        x: int = 1

    @dataclass(**options)
    class WithEq:
        x: int = 1

        def __eq__(self, other):
            return "own"

    try:
        @dataclass(**options)
        class WithHash:
            x: int = 1

            def __hash__(self):
                return 42
        own = hash(WithHash())
    except TypeError as error:
        own = str(error)
    print(options, Plain.__hash__ is None, Plain.__hash__ is object.__hash__, WithEq.__hash__ is None, WithEq() == 1, own)
print(repr(Version.__dataclass_params__))


@dataclass
class Selective:
    a: int = field(default=1, hash=True, compare=False)
    b: float = field(default=2.0, compare=False)
    c: int = 3

    def __repr__(self):
        return "own repr"


print(Selective(1) == Selective(2), Selective(c=1) == Selective(c=2), Selective(), Selective(b=float("nan")) == Selective())
nan = float("nan")


@dataclass
class Nan:
    x: float


print(Nan(nan) == Nan(nan), Nan(nan) == Nan(float("nan")))
same = Nan(nan)
print(same == same)
