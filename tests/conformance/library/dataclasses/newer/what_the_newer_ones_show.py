"""What CPython 3.14 shows of dataclasses: doc of fields, reprs, annotations, __replace__, the decorator of make_dataclass."""
import dataclasses
from dataclasses import KW_ONLY, MISSING, InitVar, dataclass, field, fields, make_dataclass


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Documented:
    x: int = field(doc="the x", default=1)
    y: int = 2


print([each.doc for each in fields(Documented)], Documented.__doc__)
print(Documented.__init__.__annotations__, Documented.__init__.__doc__, Documented.__repr__.__name__)
print(str(fields(Documented)[0]).replace(str(id(MISSING)), "").split("default_factory")[0])
print(type(KW_ONLY).__name__, type(MISSING).__name__, repr(InitVar[int]), dataclasses.__all__ if False else "")
print(Documented().__replace__(y=5))


@dataclass(slots=True)
class Slotted:
    x: int = field(doc="in slots")
    y: int = 1


print(Slotted.__slots__, Slotted.x.__name__)


def marking(cls, **options):
    cls = dataclass(cls, **options)
    cls.mark = options
    return cls


Made = make_dataclass("Made", ["a"], decorator=marking, module="elsewhere", eq=False)
print(Made.__module__, Made.mark["eq"], fields(Made)[0].type)
attempt(lambda: make_dataclass("Bad", ["a", "a"]))


@dataclass


@dataclass
class Later:
    x: Undefined
    y: Documented = None


attempt(lambda: Later(1))
attempt(lambda: [each.name for each in fields(Later)])


def defaults():
    @dataclass
    class Bad:
        x: int = 1
        y: int = 2
        z: int


attempt(defaults)


@dataclass
class Sub(Documented):
    z: int = 3


print(Sub(z=4).__replace__(x=9), Sub.__match_args__)
print(Documented.__dataclass_params__)
attempt(lambda: Documented.__init__.__module__)
print([name for name in ("__eq__", "__repr__", "__init__", "__hash__", "__replace__", "__match_args__", "__dataclass_fields__") if name in vars(Documented)])
