"""Type variables: one type, several types, or the parameters of a callable; and names for types."""

import sys

from _typing_forms import Unpack, _GenericAlias, _as_tuple, _checked, _checked_argument, _Unionable
from _types import bound_arguments, parameters_of, substituted


class NoDefaultType:
    """The type of NoDefault."""

    __slots__ = ()
    __module__ = "typing"

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = NoDefaultType()


def _caller():
    """The name of the module that makes a type variable."""
    return sys._getframe(2).f_globals.get("__name__")


def _evaluated(value):
    """A function that gives a value in a format, or None for no value."""
    if value is None or value is NoDefault:
        return None

    def evaluate(format=1):
        from annotationlib import Format, type_repr
        if format == Format.STRING:
            return f"({', '.join(map(type_repr, value))})" if isinstance(value, tuple) else type_repr(value)
        return value
    return evaluate


class _Variable(_Unionable):
    """What all kinds of type variables have."""

    def __init_subclass__(cls, **options):
        if _Variable not in cls.__bases__:
            raise TypeError(f"type 'typing.{cls.__bases__[0].__name__}' is not an acceptable base type")

    def _start(self, name, default, module):
        if not isinstance(name, str):
            raise TypeError(f"{type(self).__name__.lower()}() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self.__default__ = _checked(default, "TypeVar default must be a type.") if not isinstance(default, list) else default
        self.__module__ = module

    @property
    def evaluate_default(self):
        return _evaluated(self.__default__)

    def has_default(self):
        """Whether it has a default."""
        return self.__default__ is not NoDefault

    def __typing_subst__(self, arg):
        return arg

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return f"{'' if self.__infer_variance__ else sign}{self.__name__}"

    def _set_variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)


class TypeVar(_Variable):
    """A type that stands for another, the same at each place."""

    __module__ = "typing"
    _variable_kind = "type"

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._start(name, default, _caller())
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self._set_variance(covariant, contravariant, infer_variance)
        self.__constraints__ = tuple([_checked(one, "TypeVar(name, constraint, ...): constraints must be types.")
                                      for one in constraints])
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")

    @property
    def evaluate_bound(self):
        return _evaluated(self.__bound__)

    @property
    def evaluate_constraints(self):
        return _evaluated(self.__constraints__ or None)


class TypeVarTuple(_Variable):
    """Any number of types."""

    __module__ = "typing"
    _variable_kind = "types"

    def __init__(self, name, *, default=NoDefault):
        self._start(name, default, _caller())

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class _ParamSpecPart:
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash((type(self), self.__origin__))

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __repr__(self):
        return f"{getattr(self.__origin__, '__name__', self.__origin__)}.{self._part}"


class ParamSpecArgs(_ParamSpecPart):
    """The positional arguments that a ParamSpec stands for."""

    __module__ = "typing"
    _part = "args"


class ParamSpecKwargs(_ParamSpecPart):
    """The keyword arguments that a ParamSpec stands for."""

    __module__ = "typing"
    _part = "kwargs"


class ParamSpec(_Variable):
    """The parameters of a callable."""

    __module__ = "typing"
    _variable_kind = "parameters"

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        self._start(name, default, _caller())
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")

    args = property(ParamSpecArgs)
    kwargs = property(ParamSpecKwargs)


class TypeAliasType(_Unionable):
    """What a `type` statement makes."""

    __iter__ = None  # has brackets, and is no sequence
    __module__ = "typing"

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self.__name__ = self.__qualname__ = name
        self.__value__ = value
        self.__type_params__ = type_params
        self.__parameters__ = parameters_of([Unpack[one] if one._variable_kind == "types" else one for one in type_params])
        self.__module__ = _caller()

    @property
    def evaluate_value(self):
        return _evaluated(self.__value__)

    def __getitem__(self, arguments):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _TypeAlias(self, tuple([_checked_argument(one) for one in _as_tuple(arguments)]))

    def __reduce__(self):
        return self.__name__

    def __repr__(self):
        return self.__name__


class _TypeAlias(_GenericAlias):
    """A type alias with arguments."""

    def __getitem__(self, arguments):
        arguments = [_checked_argument(one) for one in _as_tuple(arguments)]
        return self._with(substituted(self.__args__, bound_arguments(self, self.__parameters__, arguments)))
