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
    if value is None or value is NoDefault or isinstance(value, tuple) and not value:
        return None

    def evaluate(format=1):
        from annotationlib import Format, type_repr
        if format == Format.STRING:
            return f"({', '.join(map(type_repr, value))})" if isinstance(value, tuple) else type_repr(value)
        return value
    return evaluate


def _lazy(slot, missing):
    """A property whose value an evaluator gives when it is first asked for, where there is one."""
    def get(self):
        fields = self.__dict__
        if slot not in fields:
            evaluate = fields.get(f"{slot}_evaluator")
            fields[slot] = missing if evaluate is None else evaluate(1)
        return fields[slot]
    return property(get)


def _evaluator_of(slot):
    """A property: the function that gives the value in a format, or None."""
    def get(self):
        fields = self.__dict__
        return fields.get(f"{slot}_evaluator") or _evaluated(fields.get(slot))
    return property(get)


class _Field:
    """A field that is set once, when the object is made."""

    def __init__(self, slot):
        self.slot = slot

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__[self.slot]

    def __set__(self, instance, value):
        raise AttributeError("readonly attribute")


def _check_name(name, function):
    if not isinstance(name, str):
        raise TypeError(f"{function}() argument 'name' must be str, not {type(name).__name__}")


class _Variable(_Unionable):
    """What all kinds of type variables have."""

    def __init_subclass__(cls, **options):
        if _Variable not in cls.__bases__:
            raise TypeError(f"type 'typing.{cls.__bases__[0].__name__}' is not an acceptable base type")

    def _start(self, name, default, module):
        _check_name(name, type(self).__name__.lower())
        self._name = name
        is_plain = default is None or isinstance(default, list)
        self._default = default if is_plain else _checked(default, "TypeVar default must be a type.")
        self.__module__ = module

    __name__ = _Field("_name")
    __covariant__ = _Field("_covariant")
    __contravariant__ = _Field("_contravariant")
    __infer_variance__ = _Field("_infer_variance")

    __default__ = _lazy("_default", NoDefault)
    evaluate_default = _evaluator_of("_default")

    def has_default(self):
        """Whether it has a default."""
        return "_default_evaluator" in self.__dict__ or self.__default__ is not NoDefault

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
        self._covariant = bool(covariant)
        self._contravariant = bool(contravariant)
        self._infer_variance = bool(infer_variance)


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
        if constraints:
            self._constraints = tuple([_checked(one, "TypeVar(name, constraint, ...): constraints must be types.")
                                       for one in constraints])
        self._bound = None if bound is None else _checked(bound, "Bound must be a type.")

    __bound__ = _lazy("_bound", None)
    __constraints__ = _lazy("_constraints", ())
    evaluate_bound = _evaluator_of("_bound")
    evaluate_constraints = _evaluator_of("_constraints")


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


def unpacked_types(variables):
    """The type variables; those for any number of types unpacked."""
    return [Unpack[one] if one._variable_kind == "types" else one for one in variables]


class TypeAliasType(_Unionable):
    """What a `type` statement makes."""

    __iter__ = None  # has brackets, and is no sequence
    __module__ = "typing"

    def __init__(self, name, value, *, type_params=()):
        _check_name(name, "typealias")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        for one in type_params:
            if not isinstance(one, _Variable):
                raise TypeError(f"Expected a type param, got {one!r}")
        self._start(name, type_params, _caller())
        self._value = value

    def _start(self, name, type_params, module):
        self._name = name
        self._type_params = type_params
        self._parameters = parameters_of(unpacked_types(type_params))
        self.__module__ = module

    __name__ = _Field("_name")
    __type_params__ = _Field("_type_params")
    __parameters__ = _Field("_parameters")
    __value__ = _lazy("_value", None)
    evaluate_value = _evaluator_of("_value")

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


# What compiled code calls for type parameters and type statements: values come from functions that are called when
# somebody asks.

def _parameter(cls, name, evaluate_default):
    made = object.__new__(cls)
    made._name = name
    made._covariant = made._contravariant = False
    made._infer_variance = True
    if evaluate_default is not None:
        made._default_evaluator = evaluate_default
    return made


def make_type_variable(name, evaluate_bound, evaluate_constraints, evaluate_default):
    """The type variable of a type parameter."""
    made = _parameter(TypeVar, name, evaluate_default)
    if evaluate_bound is not None:
        made._bound_evaluator = evaluate_bound
    if evaluate_constraints is not None:
        made._constraints_evaluator = evaluate_constraints
    return made


def make_types(name, evaluate_default):
    """What `*name` is as a type parameter."""
    return _parameter(TypeVarTuple, name, evaluate_default)


def make_parameters(name, evaluate_default):
    """What `**name` is as a type parameter."""
    return _parameter(ParamSpec, name, evaluate_default)


def make_alias(name, type_params, evaluate):
    """What a type statement binds."""
    made = object.__new__(TypeAliasType)
    made._start(name, type_params, evaluate.__module__)
    made._value_evaluator = evaluate
    return made
