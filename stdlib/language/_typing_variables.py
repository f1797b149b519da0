"""Type variables: one type, several types, or the parameters of a callable; and names for types."""

import sys

from _substitution import is_many, parameters_of, prepare_list, prepare_many, prepare_one, stands_for_parameters
from _types import GenericAlias, Union, make_union
from _typing_aliases import _UnpackGenericAlias, checked
from _typing_forms import Unpack


class NoDefaultType:
    """The type of NoDefault."""

    __slots__ = ()
    __module__ = "typing"

    def __new__(cls, /, *args, **keywords):
        if args or keywords:
            raise TypeError("NoDefaultType takes no arguments")
        return NoDefault

    def __init_subclass__(cls, **options):
        raise TypeError("type 'NoDefaultType' is not an acceptable base type")

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = object.__new__(NoDefaultType)
_MISSING = object()


def _caller():
    """The name of the module that makes a type variable."""
    return sys._getframe(2).f_globals.get("__name__")


class _Constant:
    """A function that gives the same value in each format."""

    def __init__(self, value):
        self._value = value

    def __call__(self, format=1, /):
        from annotationlib import Format, type_repr
        value = self._value
        if format != Format.STRING:
            return value
        return f"({', '.join(map(type_repr, value))})" if isinstance(value, tuple) else type_repr(value)

    def __repr__(self):
        return f"<constevaluator {self._value!r}>"


_Constant.__name__ = _Constant.__qualname__ = "constevaluator"


class _Lazy:
    """A field whose value an evaluator gives when it is first asked for, where there is one."""

    def __init__(self, slot, missing):
        self.slot, self.missing = slot, missing

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        fields = instance.__dict__
        if self.slot not in fields:
            evaluate = fields.get(f"{self.slot}_evaluator")
            if evaluate is None:
                return self.missing
            fields[self.slot] = evaluate(1)
        return fields[self.slot]

    def __set__(self, instance, value):
        raise AttributeError(f"attribute '_{self.slot}__' of 'typing.{type(instance).__name__}' objects is not writable")


def _evaluator_of(slot, missing=None):
    """A property: the function that gives the value in a format; None for the value that stands for none."""
    def get(self):
        fields = self.__dict__
        if f"{slot}_evaluator" in fields:
            return fields[f"{slot}_evaluator"]
        value = fields.get(slot, missing)
        return None if value is missing else _Constant(value)
    return property(get)


class _Field:
    """A field that is set once, when the object is made."""

    def __init__(self, slot):
        self.slot = slot

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__[self.slot]

    def __set__(self, instance, value):
        raise AttributeError("readonly attribute")

    def __delete__(self, instance):
        raise AttributeError("readonly attribute")


def _check_name(name, function):
    if not isinstance(name, str):
        raise TypeError(f"{function}() argument 'name' must be str, not {type(name).__name__}")


class _Variable:
    """What all kinds of type variables have."""

    def __init_subclass__(cls, **options):
        if _Variable not in cls.__bases__ and cls.__module__ != "typing":
            raise TypeError(f"type 'typing.{cls.__bases__[0].__name__}' is not an acceptable base type")

    def _start(self, name, default, module):
        _check_name(name, type(self).__name__.lower())
        self._name = name
        self._default = default
        self.__module__ = module

    __name__ = _Field("_name")
    __default__ = _Lazy("_default", NoDefault)
    evaluate_default = _evaluator_of("_default", _MISSING)

    def has_default(self):
        """Whether it has a default."""
        return "_default_evaluator" in self.__dict__ or self.__default__ is not NoDefault

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__


class _VariableOfOne(_Variable):
    """What a TypeVar and a ParamSpec have in common."""

    __module__ = "typing"
    __covariant__ = _Field("_covariant")
    __contravariant__ = _Field("_contravariant")
    __infer_variance__ = _Field("_infer_variance")
    __bound__ = _Lazy("_bound", None)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

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


class TypeVar(_VariableOfOne):
    """A type that stands for another, the same at each place."""

    __module__ = "typing"

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._start(name, default, _caller())
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self._set_variance(covariant, contravariant, infer_variance)
        if constraints:
            self._constraints = constraints
        self._bound = None if bound is None else checked(bound, "Bound must be a type.")

    __constraints__ = _Lazy("_constraints", ())
    evaluate_bound = _evaluator_of("_bound")
    evaluate_constraints = _evaluator_of("_constraints", ())

    __typing_prepare_subst__ = prepare_one

    def __typing_subst__(self, arg, /):
        arg = checked(arg)
        if not isinstance(arg, type) and (
                isinstance(arg, _UnpackGenericAlias) or isinstance(arg, GenericAlias) and arg.__unpacked__):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class TypeVarTuple(_Variable):
    """Any number of types."""

    __module__ = "typing"
    _stands_for_many = True

    def __init__(self, name, *, default=NoDefault):
        self._start(name, default, _caller())

    def __iter__(self):
        return iter((Unpack[self],))

    def __repr__(self):
        return self.__name__

    __typing_prepare_subst__ = prepare_many

    def __typing_subst__(self, arg, /):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


class _ParamSpecPart:
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return type(self), (self.__origin__,)

    def __init_subclass__(cls, **options):
        if _ParamSpecPart not in cls.__bases__:
            raise TypeError(f"type 'typing.{cls.__bases__[0].__name__}' is not an acceptable base type")

    def __repr__(self):
        origin = self.__origin__
        return f"{origin.__name__ if isinstance(origin, ParamSpec) else repr(origin)}.{self._part}"


class ParamSpecArgs(_ParamSpecPart):
    """The positional arguments that a ParamSpec stands for."""

    __module__ = "typing"
    _part = "args"


class ParamSpecKwargs(_ParamSpecPart):
    """The keyword arguments that a ParamSpec stands for."""

    __module__ = "typing"
    _part = "kwargs"


class ParamSpec(_VariableOfOne):
    """The parameters of a callable."""

    __module__ = "typing"
    _stands_for_parameters = True

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        self._start(name, default, _caller())
        self._set_variance(covariant, contravariant, infer_variance)
        self._bound = None if bound is None else checked(bound, "Bound must be a type.")

    args = property(ParamSpecArgs)
    kwargs = property(ParamSpecKwargs)

    __typing_prepare_subst__ = prepare_list

    def __typing_subst__(self, arg, /):
        if isinstance(arg, (list, tuple)):
            return tuple([checked(one, "Expected a type.") for one in arg])
        if not stands_for_parameters(arg):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
        return arg


def unpacked_types(variables):
    """The type variables; those for any number of types unpacked."""
    return [Unpack[one] if is_many(one) else one for one in variables]


class TypeAliasType:
    """What a `type` statement makes."""

    __module__ = "typing"
    _is_in_unions = True

    def __init_subclass__(cls, **options):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    def __init__(self, name, value, *, type_params=()):
        _check_name(name, "typealias")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        has_default = False
        for one in type_params:
            if not isinstance(one, _Variable):
                raise TypeError(f"Expected a type param, got {one!r}")
            if has_default and not one.has_default():
                raise TypeError(f"non-default type parameter '{one!r}' follows default type parameter")
            has_default = one.has_default()
        self._start(name, type_params, _caller())
        self.__dict__["_value"] = value

    def _start(self, name, type_params, module):
        self.__dict__.update({
            "_name": name, "_type_params": type_params, "_parameters": parameters_of(unpacked_types(type_params)),
            "__module__": module})

    __name__ = _Field("_name")
    __type_params__ = _Field("_type_params")
    __parameters__ = _Field("_parameters")
    __value__ = _Lazy("_value", None)
    evaluate_value = _evaluator_of("_value", _MISSING)

    def __setattr__(self, name, value):
        if name in ("__name__", "__type_params__"):
            raise AttributeError("readonly attribute")
        if name in ("__value__", "__parameters__", "__module__"):
            raise AttributeError(f"attribute {name!r} of 'typing.TypeAliasType' objects is not writable")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute {name!r} and no __dict__ for setting new "
                             "attributes")

    def __getitem__(self, arguments):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, arguments)

    def __iter__(self):
        return iter((Unpack[self],))

    def __or__(self, other):
        return make_union(self, other)

    def __ror__(self, other):
        return make_union(other, self)

    def __reduce__(self):
        return self.__name__

    def __repr__(self):
        return self.__name__


# What compiled code calls for type parameters and type statements: values come from functions that are called when
# somebody asks.

def _parameter(cls, name, evaluate_default):
    made = object.__new__(cls)
    made._name = name
    if cls is not TypeVarTuple:
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
    made.__dict__["_value_evaluator"] = evaluate
    return made
