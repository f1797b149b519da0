"""Dataclasses with slots: what they hold, inherit and refuse; weakref_slot; super() in methods."""
import weakref
from dataclasses import dataclass, field, fields


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass(slots=True)
class Point:
    x: int
    y: int = 5

    def size(self):
        return self.x + self.y

    def of_class(self):
        return __class__ is Point


print(Point(1), Point.__slots__, Point(1).size(), hasattr(Point(1), "__dict__"), Point.__name__, Point.__qualname__, Point(1).of_class())
attempt(lambda: setattr(Point(1), "z", 5))


@dataclass(slots=True)
class Derived(Point):
    x: int
    z: int = 6

    def size(self):
        return super().size() + self.z


print(Derived(1), Derived.__slots__, Derived(1, 2, 3).size())


@dataclass(slots=True, weakref_slot=True)
class Weak:
    x: int = 1


kept = Weak()
print(Weak.__slots__, weakref.ref(kept)() is kept)


@dataclass(slots=True, weakref_slot=True)
class WeakChild(Weak):
    y: int = 2


print(WeakChild.__slots__)


def slots_already():
    @dataclass(slots=True)
    class Bad:
        __slots__ = ("x",)
        x: int


def weak_without_slots():
    @dataclass(weakref_slot=True)
    class Bad:
        x: int


attempt(slots_already)
attempt(weak_without_slots)


@dataclass(slots=True, frozen=True)
class Frozen:
    x: int
    y: list = field(default_factory=list)


one = Frozen(1)
print(one, hash(Frozen(1, ())) == hash((1, ())))
attempt(lambda: setattr(one, "x", 3))


@dataclass(slots=True)
class Text:
    a: int = 1
    b: "int" = 2
    hidden: int = field(default=3, init=False)


print(Text(), Text(5).b, [each.name for each in fields(Text)], Text.__slots__)


class Plain:
    __slots__ = ("a",)


@dataclass(slots=True)
class OverPlain(Plain):
    a: int
    b: int


print(OverPlain(1, 2), OverPlain.__slots__)


class Counting:
    made = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        Counting.made.append(cls.__name__)


@dataclass(slots=True)
class Counted(Counting):
    x: int = 1


print(Counting.made)


@dataclass(slots=True)
class Prop:
    x: int

    @property
    def double(self):
        return self.x * 2

    @classmethod
    def make(cls):
        return cls(4)

    @staticmethod
    def static():
        return "s"


print(Prop(2).double, Prop.make(), Prop.static())
