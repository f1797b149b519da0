"""Fields of a dataclass: what field() says, defaults and factories, what fields() returns, and what is refused."""
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from typing import Any, ClassVar


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Point:
    x: int
    y: int = 5
    names: list = field(default_factory=list, repr=False, compare=False)
    hidden: int = field(default=7, init=False)
    shared: ClassVar[int] = 9
    note: str = field(default="n", metadata={"unit": "m"}, kw_only=True)


print(Point(1), Point(1, 2, [3]).names, Point(1).hidden, Point.shared, Point.y, hasattr(Point, "x"), hasattr(Point, "names"))
for each in fields(Point):
    print(each.name, each.type, each.default is MISSING, each.default_factory is MISSING, each.init, each.repr, each.hash, each.compare,
          dict(each.metadata), each.kw_only)
print(fields(Point(1)) == fields(Point), is_dataclass(Point), is_dataclass(Point(1)), is_dataclass(int), type(fields(Point)[0]) is Field)
print(type(Point.__dataclass_fields__["note"].metadata).__name__, list(Point.__dataclass_fields__))
attempt(lambda: Point.__dataclass_fields__["note"].metadata.__setitem__)
attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3, 4))
attempt(lambda: Point(1, z=3))
attempt(lambda: Point(1, x=3))
attempt(lambda: Point(1, note="q"))
attempt(lambda: fields(5))
attempt(lambda: fields(int))
attempt(lambda: field(default=1, default_factory=list))


def order():
    @dataclass
    class Bad:
        x: int = 1
        y: int


def mutable():
    @dataclass
    class Bad:
        x: list = []


def mutable_own():
    class Unhashable:
        __hash__ = None

    @dataclass
    class Bad:
        x: Unhashable = Unhashable()


def bare_field():
    @dataclass
    class Bad:
        x = field()


def class_variable_factory():
    @dataclass
    class Bad:
        x: ClassVar[int] = field(default_factory=int)


def class_variable_kw_only():
    @dataclass
    class Bad:
        x: ClassVar[int] = field(default=1, kw_only=True)


for each in (order, mutable, bare_field, class_variable_factory, class_variable_kw_only):
    attempt(each)
try:
    mutable_own()
except ValueError as error:
    print(str(error).split("<class")[0], str(error).rsplit(">", 1)[1])


@dataclass
class Strings:
    a: "int"
    b: "ClassVar[int]" = 1
    c: "Any" = None


print(Strings(1), [each.name for each in fields(Strings)], [each.type for each in fields(Strings)])


class Described:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return 100
        return instance.__dict__.get("_" + self.name, "unset")

    def __set__(self, instance, value):
        instance.__dict__["_" + self.name] = value * 2


@dataclass
class WithDescriptor:
    d: int = Described()


print(WithDescriptor(), WithDescriptor(3).d)


@dataclass
class Reserved:
    self: int
    other: int = 2
    cls: int = 3
    object: int = 4
    property: int = 5


print(Reserved(1), Reserved(self=3).self)


@dataclass
class Empty:
    pass


print(Empty(), Empty() == Empty(), fields(Empty), repr(MISSING)[:30])


@dataclass
class Node:
    value: int
    next: "Node" = None


loop = Node(1)
loop.next = loop
print(loop)


@dataclass(repr=False, eq=False)
class Plain:
    x: int = 1


print(repr(Plain()).startswith("<"), Plain() == Plain(), hash(Plain()) is not None)
attempt(lambda: dataclass(5))
print(Point.__doc__, Empty.__doc__)


@dataclass
class Documented:
    """Own."""

    x: int = 1


print(Documented.__doc__, Documented.__init__.__annotations__, Documented.__init__.__qualname__, Documented.__eq__.__qualname__)
