"""Names for type annotations. They say what is meant to a reader or a checker; nothing is checked when a program runs."""

import sys
from types import FunctionType, GenericAlias

from _annotations import ForwardRef
from _types import Union
from _typing_classes import NamedTuple, TypedDict, is_typeddict
from _typing_forms import (
    _CAPITALIZED, Annotated, Any, ClassVar, Concatenate, Final, Literal, LiteralString, Never, NoReturn, NotRequired,
    Optional, ReadOnly, Required, Self, TypeAlias, TypeGuard, TypeIs, Unpack, _GenericAlias, _AnnotatedAlias, _as_tuple,
    _CallableGenericAlias, _checked, _stands_for_parameters, _Unionable)
from _typing_generic import (
    Generic, Protocol, SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat, SupportsIndex, SupportsInt,
    SupportsRound, get_protocol_members, is_protocol, runtime_checkable)
from _typing_hints import evaluate_forward_ref, get_type_hints
from _typing_variables import (
    NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple, _ParamSpecPart)

TYPE_CHECKING = False

__all__ = (
    "AbstractSet", "Annotated", "Any", "AnyStr", "assert_never", "assert_type", "AsyncContextManager",
    "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "BinaryIO", "ByteString", "Callable", "cast",
    "ChainMap", "ClassVar", "clear_overloads", "Collection", "Concatenate", "Container", "ContextManager", "Coroutine",
    "Counter", "dataclass_transform", "DefaultDict", "Deque", "Dict", "evaluate_forward_ref", "Final", "final",
    "ForwardRef", "FrozenSet", "Generator", "Generic", "get_args", "get_origin", "get_overloads",
    "get_protocol_members", "get_type_hints", "Hashable", "IO", "is_protocol", "is_typeddict", "ItemsView", "Iterable",
    "Iterator", "KeysView", "List", "Literal", "LiteralString", "Mapping", "MappingView", "Match", "MutableMapping",
    "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType", "no_type_check", "no_type_check_decorator",
    "NoDefault", "NoReturn", "NotRequired", "Optional", "OrderedDict", "overload", "override", "ParamSpec",
    "ParamSpecArgs", "ParamSpecKwargs", "Pattern", "Protocol", "ReadOnly", "Required", "reveal_type", "Reversible",
    "runtime_checkable", "Self", "Sequence", "Set", "Sized", "SupportsAbs", "SupportsBytes", "SupportsComplex",
    "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "Text", "TextIO", "Tuple", "Type",
    "TYPE_CHECKING", "TypeAlias", "TypeAliasType", "TypedDict", "TypeGuard", "TypeIs", "TypeVar", "TypeVarTuple",
    "Union", "Unpack", "ValuesView")


_type_check = _checked


class _SpecialGenericAlias(_Unionable):
    """The name of a class that takes types in brackets: List, Dict …"""

    __module__ = "typing"
    __iter__ = None  # has brackets, and is no sequence

    def __init__(self, name, module, cls, count):
        self._name = name
        self._place = module, cls
        self._count = count

    @property
    def __origin__(self):
        module, cls = self._place
        return getattr(__import__(module, None, None, (cls,)), cls)

    def __repr__(self):
        return f"typing.{self._name}"

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        if name.startswith("__") and name.endswith("__") or name == "_place":
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, arguments):
        arguments = _as_tuple(arguments)
        if self._name == "Callable":
            return _callable_alias(self, arguments)
        most = self._count
        defaults = _DEFAULT_ARGUMENTS.get(self._name, ())
        if most and not most - len(defaults) <= len(arguments) <= most:
            few = "few" if len(arguments) < most else "many"
            at_least = "at least " if few == "few" and defaults else ""
            raise TypeError(f"Too {few} arguments for {self!r}; actual {len(arguments)}, "
                            f"expected {at_least}{most - len(defaults) if at_least else most}")
        if self._name == "Tuple":
            message = "Tuple[t0, t1, ...]: each t must be a type."
            arguments = [one if one is ... else _checked(one, message) for one in arguments]
        else:
            arguments = [_checked(one) for one in arguments]
        if most and len(arguments) < most:
            arguments += defaults[len(arguments) - most:]
        return _GenericAlias(self.__origin__, tuple(arguments), self._name)

    def __call__(self, *args, **keywords):
        if self._name in _CAPITALIZED:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self._place[1]}() instead")
        return self.__origin__(*args, **keywords)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


_DEFAULT_ARGUMENTS = {
    "Generator": [type(None), type(None)], "AsyncGenerator": [type(None)], "ContextManager": [bool | None],
    "AsyncContextManager": [bool | None]}


def _callable_class():
    from collections.abc import Callable
    return Callable


def _callable_alias(form, arguments):
    """Callable[[int, str], bool]."""
    if len(arguments) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    parameters, result = arguments
    if isinstance(parameters, list):
        parameters = tuple([_checked(one) for one in parameters])
    elif not isinstance(parameters, tuple):
        parameters = (parameters,)
    result = _checked(result, "Callable[args, result]: result must be a type.")
    return _CallableGenericAlias(form.__origin__, (*parameters, result), "Callable")


def _name_all():
    for name, module, cls, count in (
            ("List", "builtins", "list", 1), ("Dict", "builtins", "dict", 2), ("Set", "builtins", "set", 1),
            ("FrozenSet", "builtins", "frozenset", 1), ("Tuple", "builtins", "tuple", 0), ("Type", "builtins", "type", 1),
            ("Deque", "collections", "deque", 1), ("DefaultDict", "collections", "defaultdict", 2),
            ("OrderedDict", "collections", "OrderedDict", 2), ("Counter", "collections", "Counter", 1),
            ("ChainMap", "collections", "ChainMap", 2), ("Awaitable", "collections.abc", "Awaitable", 1),
            ("Coroutine", "collections.abc", "Coroutine", 3), ("AsyncIterable", "collections.abc", "AsyncIterable", 1),
            ("AsyncIterator", "collections.abc", "AsyncIterator", 1), ("Iterable", "collections.abc", "Iterable", 1),
            ("Iterator", "collections.abc", "Iterator", 1), ("Generator", "collections.abc", "Generator", 3),
            ("AsyncGenerator", "collections.abc", "AsyncGenerator", 2), ("Reversible", "collections.abc", "Reversible", 1),
            ("Container", "collections.abc", "Container", 1), ("Collection", "collections.abc", "Collection", 1),
            ("AbstractSet", "collections.abc", "Set", 1), ("MutableSet", "collections.abc", "MutableSet", 1),
            ("Mapping", "collections.abc", "Mapping", 2), ("MutableMapping", "collections.abc", "MutableMapping", 2),
            ("Sequence", "collections.abc", "Sequence", 1), ("MutableSequence", "collections.abc", "MutableSequence", 1),
            ("ByteString", "collections.abc", "Sequence", 0), ("MappingView", "collections.abc", "MappingView", 1),
            ("KeysView", "collections.abc", "KeysView", 1), ("ItemsView", "collections.abc", "ItemsView", 2),
            ("ValuesView", "collections.abc", "ValuesView", 1), ("Callable", "collections.abc", "Callable", 2),
            ("Hashable", "collections.abc", "Hashable", 0), ("Sized", "collections.abc", "Sized", 0),
            ("Pattern", "re", "Pattern", 1), ("Match", "re", "Match", 1),
            ("ContextManager", "contextlib", "AbstractContextManager", 2),
            ("AsyncContextManager", "contextlib", "AbstractAsyncContextManager", 2)):
        globals()[name] = _SpecialGenericAlias(name, module, cls, count)


_name_all()
Text = str
AnyStr = TypeVar("AnyStr", bytes, str)
# Not in __all__, but imported by programs.
T, KT, VT = TypeVar("T"), TypeVar("KT"), TypeVar("VT")
T_co, V_co, VT_co = (TypeVar(name, covariant=True) for name in ("T_co", "V_co", "VT_co"))
T_contra = TypeVar("T_contra", contravariant=True)


class IO(Generic[AnyStr]):
    """A file."""

    __slots__ = ()


class TextIO(IO[str]):
    """A text file."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A binary file."""

    __slots__ = ()


def _give_abstract_methods(cls, methods, properties):
    """Gives a class methods that its subclasses have to define."""
    def abstract(name):
        def method(self, *arguments):
            pass
        method.__name__, method.__qualname__ = name, f"{cls.__name__}.{name}"
        method.__isabstractmethod__ = True
        return method

    for name in methods.split():
        setattr(cls, name, abstract(name))
    for name in properties.split():
        setattr(cls, name, property(abstract(name)))


_give_abstract_methods(IO, "close fileno flush isatty read readable readline readlines seek seekable tell truncate writable "
                           "write writelines __enter__ __exit__", "mode name closed")
_give_abstract_methods(TextIO, "__enter__", "buffer encoding errors line_buffering newlines")
_give_abstract_methods(BinaryIO, "write __enter__", "")


class NewType(_Unionable):
    """A type of its own for a checker; when the program runs it gives its argument back."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`NewType({name!r}, {name})`")

    def __reduce__(self):
        return self.__qualname__

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


def cast(typ, val):
    """The value itself; tells a checker its type."""
    return val


def assert_type(val, typ, /):
    """The value itself; a checker tests its type."""
    return val


def assert_never(arg, /):
    """For code that cannot be reached."""
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


def reveal_type(obj, /):
    """The object itself; writes its class to sys.stderr."""
    import sys
    sys.stderr.write(f"Runtime type is {type(obj).__name__!r}\n")
    return obj


_overloads = {}


def overload(func):
    """Marks one of several signatures of a function whose body follows after them."""
    function = getattr(func, "__func__", func)
    try:
        place, line = (function.__module__, function.__qualname__), function.__code__.co_firstlineno
        _overloads.setdefault(place, {})[line] = func
    except AttributeError:
        # Not a function that was defined here.
        pass
    return _overload_dummy


def _overload_dummy(*args, **keywords):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def get_overloads(func):
    """The signatures of a function that were marked with overload."""
    function = getattr(func, "__func__", func)
    return list(_overloads.get((function.__module__, function.__qualname__), {}).values())


def clear_overloads():
    """Forgets all signatures that were marked with overload."""
    _overloads.clear()


def final(f):
    """Says that a class has no subclasses, or that a method is not overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    """Says that a method overrides one of a base class."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    """Says that annotations are no types, of all methods for a class."""
    if isinstance(arg, type):
        for name, value in vars(arg).items():
            function = getattr(value, "__func__", value)
            if isinstance(function, (FunctionType, type)) and function.__qualname__ == f"{arg.__qualname__}.{name}":
                no_type_check(function)
    try:
        arg.__no_type_check__ = True
    except (AttributeError, TypeError):
        pass
    return arg


def no_type_check_decorator(decorator):
    """Says that what a decorator makes has annotations that are no types."""
    from functools import wraps

    @wraps(decorator)
    def wrapped(*args, **keywords):
        return no_type_check(decorator(*args, **keywords))
    return wrapped


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Says that a decorator, base class or metaclass works like dataclass."""
    def decorate(thing):
        thing.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "frozen_default": frozen_default, "field_specifiers": field_specifiers, "kwargs": kwargs}
        return thing
    return decorate


def get_origin(tp):
    """The class of a type with arguments: list for List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, Union):
        return Union
    if isinstance(tp, (_ParamSpecPart, _GenericAlias, _SpecialGenericAlias, GenericAlias)):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    """The arguments of a type: (int,) for List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return tp.__origin__, *tp.__metadata__
    arguments = () if isinstance(tp, type) else getattr(tp, "__args__", ())
    is_callable = isinstance(arguments, tuple) and getattr(tp, "__origin__", None) is _callable_class()
    if is_callable and not (len(arguments) == 2 and _stands_for_parameters(arguments[0])):
        return list(arguments[:-1]), arguments[-1]
    return arguments
