"""Names for type annotations. They say what is meant to a reader or a checker; nothing is checked when a program runs."""

import sys
from types import FunctionType, GenericAlias

from _annotations import ForwardRef
from _types import Union, callable_parts
from _typing_aliases import (
    _AnnotatedAlias, _BaseGenericAlias, _CallableGenericAlias, _CallableType, _ConcatenateGenericAlias, _Final,
    _GenericAlias, _LiteralGenericAlias, _NotIterable, _SpecialForm, _SpecialGenericAlias, _TupleType,
    _TypedCacheSpecialForm, _UnpackGenericAlias, cached as _tp_cache, checked as _type_check, cleanups as _cleanups,
    converted as _type_convert, is_dunder as _is_dunder, shown as _type_repr)
from _typing_classes import NamedTuple, NamedTupleMeta, TypedDict, _NamedTuple, _TypedDict, _TypedDictMeta, is_typeddict
from _typing_forms import (
    Annotated, Any, ClassVar, Concatenate, Final, Literal, LiteralString, Never, NoReturn, NotRequired, Optional, ReadOnly,
    Required, Self, TypeAlias, TypeGuard, TypeIs, Unpack, _AnyMeta)
from _typing_generic import (
    _PROTO_ALLOWLIST, EXCLUDED_ATTRIBUTES, Generic, Protocol, _get_protocol_attrs, _ProtocolMeta, get_protocol_members, is_protocol,
    runtime_checkable)
from _typing_hints import _eval_type, _stripped as _strip_annotations, evaluate_forward_ref, get_type_hints
from _typing_variables import NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple

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


def _idfunc(x, /):
    return x


def _name_all():
    for name, module, cls, count in (
            ("List", "builtins", "list", 1), ("Dict", "builtins", "dict", 2), ("Set", "builtins", "set", 1),
            ("FrozenSet", "builtins", "frozenset", 1), ("Type", "builtins", "type", 1),
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
            ("ValuesView", "collections.abc", "ValuesView", 1),
            ("Hashable", "collections.abc", "Hashable", 0), ("Sized", "collections.abc", "Sized", 0),
            ("Pattern", "re", "Pattern", 1), ("Match", "re", "Match", 1),
            ("ContextManager", "contextlib", "AbstractContextManager", 2),
            ("AsyncContextManager", "contextlib", "AbstractAsyncContextManager", 2)):
        # Builtin classes are not to be called by their other names.
        globals()[name] = _SpecialGenericAlias(
            (module, cls), count, name=name, inst=module != "builtins", defaults=_DEFAULT_ARGUMENTS.get(name, ()))


_DEFAULT_ARGUMENTS = {
    "Generator": (type(None), type(None)), "AsyncGenerator": (type(None),), "ContextManager": (bool | None,),
    "AsyncContextManager": (bool | None,)}
_name_all()
Tuple = _TupleType(tuple, -1, name="Tuple", inst=False)
Callable = _CallableType(("collections.abc", "Callable"), 2)
Text = str
AnyStr = TypeVar("AnyStr", bytes, str)
# Not in __all__, but imported by programs.
T, KT, VT = TypeVar("T"), TypeVar("KT"), TypeVar("VT")
T_co, V_co, VT_co = (TypeVar(name, covariant=True) for name in ("T_co", "V_co", "VT_co"))
T_contra = TypeVar("T_contra", contravariant=True)


class NewType:
    """A type of its own for a checker; when the program runs it gives its argument back."""

    __call__ = staticmethod(_idfunc)

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get("__name__")
        if module != "typing":
            self.__module__ = module

    def __mro_entries__(self, bases):
        shown = self.__name__

        class Refused:
            def __init_subclass__(cls):
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {shown})`")

        return (Refused,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def cast(typ, val):
    """The value itself; tells a checker its type."""
    return val


def assert_type(val, typ, /):
    """The value itself; a checker tests its type."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """For code that cannot be reached."""
    shown = repr(arg)
    if len(shown) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        shown = shown[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


def reveal_type(obj, /):
    """The object itself; writes its class to sys.stderr."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


# By module, by qualified name, by first line.
_overload_registry = {}


def overload(func):
    """Marks one of several signatures of a function whose body follows after them."""
    function = getattr(func, "__func__", func)
    try:
        names = _overload_registry.setdefault(function.__module__, {})
        names.setdefault(function.__qualname__, {})[function.__code__.co_firstlineno] = func
    except AttributeError:
        # Not a function that was defined here.
        pass
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    """What overload makes of a signature."""
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def get_overloads(func):
    """The signatures of a function that were marked with overload."""
    function = getattr(func, "__func__", func)
    return list(_overload_registry.get(function.__module__, {}).get(function.__qualname__, {}).values())


def clear_overloads():
    """Forgets all signatures that were marked with overload."""
    _overload_registry.clear()


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
        for name in dir(arg):
            value = getattr(arg, name)
            if not hasattr(value, "__qualname__") or value.__qualname__ != f"{arg.__qualname__}.{value.__name__}" or \
                    getattr(value, "__module__", None) != arg.__module__:
                # It was made elsewhere.
                continue
            if isinstance(value, FunctionType):
                value.__no_type_check__ = True
            elif isinstance(getattr(value, "__func__", None), FunctionType):
                value.__func__.__no_type_check__ = True
            elif isinstance(value, type):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        # A builtin class.
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
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs, Union)):
        return tp.__origin__
    return Generic if tp is Generic else None


def _should_unflatten_callable_args(typ, args):
    """Whether arguments are those of a callable with parameters of its own, which a list stands for."""
    return typ.__origin__ is Callable.__origin__ and isinstance(callable_parts(typ)[0], list)


def get_args(tp):
    """The arguments of a type: (int,) for List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return tp.__origin__, *tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        arguments = tp.__args__
        return callable_parts(tp) if _should_unflatten_callable_args(tp, arguments) else arguments
    return tp.__args__ if isinstance(tp, Union) else ()


for _one in (evaluate_forward_ref, get_protocol_members, get_type_hints, is_protocol, is_typeddict, runtime_checkable):
    _one.__module__ = "typing"


def __getattr__(name):
    # Classes that few programs name.
    import _typing_protocols
    if name not in _typing_protocols.__all__:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    found = globals()[name] = getattr(_typing_protocols, name)
    return found
