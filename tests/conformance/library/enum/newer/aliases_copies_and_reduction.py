"""Members get further names and values; they are copied as themselves and reduced to their class and value."""
import copy
from enum import Enum, EnumType, Flag, IntEnum, IntFlag, StrEnum, auto, pickle_by_enum_name, pickle_by_global_name, property as enum_property


class Colour(Enum):
    RED = 1
    GREEN = 2


Colour.RED._add_alias_("CRIMSON")
Colour.RED._add_value_alias_(7)
print(Colour.CRIMSON, Colour(7), Colour["CRIMSON"], list(Colour), dict(Colour.__members__), 7 in Colour)
for wrong in (lambda: Colour.RED._add_alias_("GREEN"), lambda: Colour.RED._add_value_alias_(2)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
Colour.RED._add_alias_("RED")


class InBody(Enum):
    A = 1
    B = 2

    def __init__(self, value):
        self._add_value_alias_(value * 10)


print(InBody(10), InBody(20), InBody.B.value)
print(copy.copy(Colour.RED) is Colour.RED, copy.deepcopy({"k": [Colour.RED]})["k"][0] is Colour.RED)
print(Colour.RED.__reduce_ex__(2) == (Colour, (1,)))


class ByName(Enum):
    A = 1
    __reduce_ex__ = pickle_by_enum_name


class ByGlobal(Flag):
    A = 1
    __reduce_ex__ = pickle_by_global_name


print(ByName.A.__reduce_ex__(2) == (getattr, (ByName, "A")), ByGlobal.A.__reduce_ex__(2))


class Bases(Enum):
    @enum_property
    def first(self):
        return "first of " + self._name_

    @first.setter
    def first(self, value):
        print("set", self, value)

    @enum_property
    def second(self):
        return "second of " + self._name_


class Covered(Bases):
    first = 1
    OTHER = 2


print(Covered.first, Covered.OTHER.first, Covered.first.first, Covered.OTHER.second, list(Covered))
Covered.OTHER.first = 5
for wrong in (
    lambda: Covered.second,
    lambda: setattr(Covered.OTHER, "second", 1),
    lambda: delattr(Covered.OTHER, "second"),
    lambda: delattr(Covered.OTHER, "first"),
    lambda: Enum.name,
    lambda: setattr(Covered.OTHER, "value", 1),
    lambda: delattr(Covered, "OTHER"),
    lambda: setattr(Covered, "OTHER", 1),
):
    try:
        print(wrong())
    except AttributeError as error:
        print(error)
Covered.extra = 5
Covered.OTHER.note = "kept"
print(Covered.extra, Covered(2).note)
del Covered.extra


class Meta(EnumType):
    def __call__(cls, *args, **keywords):
        print("call", args)
        return super().__call__(*args, **keywords)

    @classmethod
    def __prepare__(metacls, name, bases, **options):
        space = super().__prepare__(name, bases)
        print("prepare", name, type(space).__name__)
        return space


class WithMeta(Enum, metaclass=Meta):
    A = auto()
    B = auto()


print(WithMeta(2), repr(WithMeta), type(WithMeta).__name__)
print(repr(Flag), repr(IntFlag), repr(Enum), repr(IntEnum), repr(StrEnum), Enum.__mro__)
match Colour(2):
    case Colour.RED:
        print("red")
    case Colour.GREEN:
        print("green")
print({Colour.RED: 1}[Colour(1)], sorted(Colour, key=lambda one: -one.value), Colour.RED.__class__ is Colour, vars(Colour.GREEN))
