"""Forms of types: names with a meaning of their own, some to be followed by brackets."""

from _substitution import stands_for_parameters
from _types import Union
from _typing_aliases import (
    QUALIFIERS, WHOLE_FORMS, _AnnotatedAlias, _ConcatenateGenericAlias, _GenericAlias, _LiteralGenericAlias,
    _SpecialForm, _TypedCacheSpecialForm, _UnpackGenericAlias, checked)


class _AnyMeta(type):
    __module__ = "typing"

    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that fits everything. Classes derived from it fit everything, too."""

    __module__ = "typing"

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


@_SpecialForm
def NoReturn(self, parameters):
    """The result of what never returns."""
    raise TypeError(f"{self} is not subscriptable")


@_SpecialForm
def Never(self, parameters):
    """A type without values."""
    raise TypeError(f"{self} is not subscriptable")


@_SpecialForm
def Self(self, parameters):
    """The class in whose body it stands."""
    raise TypeError(f"{self} is not subscriptable")


@_SpecialForm
def LiteralString(self, parameters):
    """A str from the program's own text."""
    raise TypeError(f"{self} is not subscriptable")


@_SpecialForm
def TypeAlias(self, parameters):
    """Says that a name is one for a type."""
    raise TypeError(f"{self} is not subscriptable")


@_SpecialForm
def ClassVar(self, parameters):
    """A variable of the class."""
    return _GenericAlias(self, (checked(parameters, f"{self} accepts only single type.", allow_special_forms=True),))


@_SpecialForm
def Final(self, parameters):
    """A name that is not assigned again."""
    return _GenericAlias(self, (checked(parameters, f"{self} accepts only single type.", allow_special_forms=True),))


@_SpecialForm
def Optional(self, parameters):
    """A type or None."""
    return Union[checked(parameters, f"{self} requires a single type."), type(None)]


@_SpecialForm
def Required(self, parameters):
    """A key of a TypedDict that must be there."""
    return _GenericAlias(self, (checked(parameters, f"{self._name} accepts only a single type."),))


@_SpecialForm
def NotRequired(self, parameters):
    """A key of a TypedDict that may be missing."""
    return _GenericAlias(self, (checked(parameters, f"{self._name} accepts only a single type."),))


@_SpecialForm
def ReadOnly(self, parameters):
    """A key of a TypedDict that is not changed."""
    return _GenericAlias(self, (checked(parameters, f"{self._name} accepts only a single type."),))


@_SpecialForm
def TypeGuard(self, parameters):
    """A bool that says of what type an argument is, when it is True."""
    return _GenericAlias(self, (checked(parameters, f"{self} accepts only single type."),))


@_SpecialForm
def TypeIs(self, parameters):
    """A bool that says of what type an argument is, and of what type it is not."""
    return _GenericAlias(self, (checked(parameters, f"{self} accepts only single type."),))


@_SpecialForm
def Unpack(self, parameters):
    """The types of a tuple or TypeVarTuple, or the keys of a TypedDict."""
    return _UnpackGenericAlias(self, (checked(parameters, f"{self} accepts only single type."),))


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters in front of those that a ParamSpec stands for."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    *first, last = parameters if isinstance(parameters, tuple) else (parameters,)
    if not stands_for_parameters(last) or isinstance(last, (list, tuple, _ConcatenateGenericAlias)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    first = [checked(one, "Concatenate[arg, ...]: each arg must be a type.") for one in first]
    return _ConcatenateGenericAlias(self, (*first, last))


@_TypedCacheSpecialForm
def Literal(self, *parameters):
    """One of these values."""
    flat = []
    for one in parameters:
        flat += one.__args__ if isinstance(one, _LiteralGenericAlias) else (one,)
    try:
        flat = [one for one, kind in dict.fromkeys([(one, type(one)) for one in flat])]
    except TypeError:
        # Checkers refuse what can't be hashed; it is not for here to say.
        pass
    return _LiteralGenericAlias(self, tuple(flat))


@_TypedCacheSpecialForm
def Annotated(self, *params):
    """A type with remarks."""
    if len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    kind, *metadata = params
    if not isinstance(kind, type) and getattr(kind, "__typing_is_unpacked_typevartuple__", False):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    kind = checked(kind, "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(kind, tuple(metadata))


WHOLE_FORMS += (NoReturn, Never, Self, LiteralString, TypeAlias)
QUALIFIERS += (ClassVar, Final)
