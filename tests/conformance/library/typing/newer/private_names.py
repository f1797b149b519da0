"""Names of typing and its neighbours that packages such as typing_extensions use, though they are nobody's but CPython's."""

import annotationlib
import types
import typing
from typing import *

T = TypeVar("T")
for name in ("_Final", "_SpecialForm", "_BaseGenericAlias", "_GenericAlias", "_SpecialGenericAlias", "_AnnotatedAlias",
             "_LiteralGenericAlias", "_CallableGenericAlias", "_ConcatenateGenericAlias", "_UnpackGenericAlias", "_ProtocolMeta",
             "_TypedDictMeta", "NamedTupleMeta", "_AnyMeta", "_NotIterable", "_CallableType", "_TupleType"):
    print(getattr(typing, name))
print(sorted(typing._PROTO_ALLOWLIST), "__orig_bases__" in typing.EXCLUDED_ATTRIBUTES, type(typing._cleanups))
print(typing._type_repr(int), typing._type_repr(...), typing._type_repr((int, str)), typing._is_dunder("__x__"))
print(typing._type_check("x", "no"), typing._type_check(None, "no"), typing._type_check(ClassVar[int], "no", is_argument=False,
                                                                                        allow_special_forms=True))
print("__forward_is_class__" in ForwardRef.__slots__, typing._get_protocol_attrs(SupportsInt), typing._should_unflatten_callable_args(
    Callable[[int], str], (int, str)), typing._idfunc(1), typing._ASSERT_NEVER_REPR_MAX_LENGTH)
print(typing._eval_type(ForwardRef("list['T']"), globals(), {}, ()), typing._strip_annotations(Annotated[Required[int], 3]))


class Form(typing._SpecialForm, _root=True):
    def __repr__(self):
        return "mine." + self._name


@Form
def Mine(self, parameters):
    """A form of one's own."""
    return typing._GenericAlias(self, (typing._type_check(parameters, "no"),))


class Slotted(typing._Final, _root=True):
    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self.__doc__ = getitem.__doc__


print(Mine, Mine[int], Mine[T][str], Mine.__doc__, Mine.__name__, Slotted(Mine._getitem).__doc__)
alias = typing._GenericAlias(list, (int, T), name="Listing")
print(alias, alias[str], alias.copy_with((str,)), alias.__parameters__)
special = typing._SpecialGenericAlias(dict, 2, name="Mapped", inst=False)
print(special, special[int, str], special[int, str].__origin__, special.__doc__)


@typing._tp_cache
def cached(form, arguments):
    print("made for", arguments)
    return [arguments]


print(cached(Mine, int) is cached(Mine, int), cached(Mine, str) is cached(Mine, int))
for cleanup in typing._cleanups:
    cleanup()
print(cached(Mine, int))
print(annotationlib.ForwardRef is ForwardRef, "GenericAlias" in types.__all__, "_GeneratorWrapper" in types.__all__)
