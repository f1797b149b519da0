"""Dataclasses: annotations in strings, hints of __init__, fields that show themselves, and what a metaclass says."""

import dataclasses
import typing
from dataclasses import InitVar, dataclass, field
from types import GenericAlias
from typing import ClassVar


class Later:
    pass


@dataclass
class Hinted:
    later: "Later"
    more: "list[Later]" = field(default_factory=list)
    number: int = 3


print(typing.get_type_hints(Hinted.__init__), Hinted.__init__.__globals__ is globals())
print(Hinted(1).more, Hinted(1, number=4), Hinted.__init__.__closure__ is not None)

for text in ("ClassVar", " ClassVar [int]", "typing.ClassVar", "typing . ClassVar[int]", "typing.ClassVar.[int]", "typing.ClassVar+",
             "ClassVarx", "typing..ClassVar", "typong.ClassVar", "dataclasses.ClassVar", "x.typing.ClassVar", "(ClassVar[int])", ""):
    made = dataclass(type("Made", (), {"__annotations__": {"x": text}, "x": 10, "__module__": __name__}))
    print(repr(text), [one.name for one in dataclasses.fields(made)])
for text in ("InitVar[int]", " InitVar [int]", "dataclasses.InitVar", "dataclasses.InitVar.[int]", "dataclasses.InitVar+", "typing.InitVar"):
    made = dataclass(type("Made", (), {"__annotations__": {"x": text}, "x": 10, "__module__": __name__}))
    print(repr(text), [one.name for one in dataclasses.fields(made)])

one = field()
one.name, one.type = "one", one
print(repr(one).replace(repr(dataclasses.MISSING), "MISSING"))


class Meta(type):
    __call__ = dict


@dataclass
class Odd(metaclass=Meta):
    x: int


print(Odd.__doc__, Hinted.__doc__)


@dataclass
class Alias(GenericAlias):
    origin: type
    args: type


print(dataclasses.is_dataclass(Alias), dataclasses.is_dataclass(Alias(list, int)), dataclasses.is_dataclass(list[int]))
