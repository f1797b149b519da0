"""Classes that take types in brackets, and protocols: classes that say what others must have."""

import sys
from abc import ABCMeta

from _annotations import annotations_of
from _substitution import is_many, parameters_of, prepared
from _typing_aliases import _GenericAlias, cached, converted, plain_roots
from _typing_variables import ParamSpec, TypeVar, unpacked_types


class Generic:
    """The base of classes that take types in brackets."""

    __slots__ = ()
    __module__ = "typing"

    @cached
    def __class_getitem__(cls, args):
        args = tuple([converted(one) for one in (args if isinstance(args, tuple) else (args,))])
        if any([cls is root for root in plain_roots]):
            _check_variables(cls, args)
            return _GenericAlias(cls, args)
        parameters = cls.__parameters__
        args = prepared(cls, parameters, args)
        _check_count(cls, parameters, args)
        made = []
        for one, value in zip(parameters, args):
            made += value if is_many(one) else (value,)
        return _GenericAlias(cls, tuple(made))

    def __init_subclass__(cls, *args, **kwargs):
        super(Generic, cls).__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if Generic in (cls.__bases__ if bases is None else bases) and (
                bases is not None or cls.__name__ != "Protocol" and type(cls).__name__ != "_TypedDictMeta"):
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = () if bases is None else _variables_of(bases)


def _check_variables(cls, args):
    if not args:
        raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
    if not all([isinstance(one, (TypeVar, ParamSpec)) or
                getattr(one, "__typing_is_unpacked_typevartuple__", False) for one in args]):
        raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification "
                        "variables.")
    if len(set(args)) != len(args):
        raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")


def _check_count(cls, parameters, args):
    if not parameters:
        raise TypeError(f"{cls} is not a generic class")
    if len(args) == len(parameters):
        return
    expected = len(parameters)
    if len(args) < expected:
        missing = [one.has_default() for one in parameters[len(args):]]
        if missing[0]:
            return
        expected = f"at least {expected - sum(missing)}"
    amount = "many" if len(args) > len(parameters) else "few"
    raise TypeError(f"Too {amount} arguments for {cls}; actual {len(args)}, expected {expected}")


def _variables_of(bases):
    """The type variables of a class with such bases."""
    variables = parameters_of(bases, True)
    listed = None
    for base in bases:
        if not (isinstance(base, _GenericAlias) and base.__origin__ is Generic):
            continue
        if listed is not None:
            raise TypeError("Cannot inherit from Generic[...] multiple times.")
        listed = base.__parameters__
    if listed is None:
        return variables
    missing = [str(one) for one in variables if one not in listed]
    if missing:
        raise TypeError(f"Some type variables ({', '.join(missing)}) are not listed in "
                        f"Generic[{', '.join(map(str, listed))}]")
    return listed


plain_roots.append(Generic)


def generic_base(variables):
    """What a class with type parameters has as its last base."""
    return Generic[tuple(unpacked_types(variables))]


EXCLUDED_ATTRIBUTES = frozenset((
    "__abstractmethods__", "__annotate__", "__annotate_func__", "__annotations__", "__annotations_cache__",
    "__class_getitem__", "__dict__", "__doc__", "__firstlineno__", "__init__", "__match_args__", "__module__", "__new__",
    "__non_callable_proto_members__", "__orig_bases__", "__orig_class__", "__parameters__", "__protocol_attrs__",
    "__slots__", "__static_attributes__", "__subclasshook__", "__type_params__", "__weakref__", "_is_protocol",
    "_is_runtime_protocol", "_MutableMapping__marker"))

# Classes that protocols may have as bases though they are none.
_PROTO_ALLOWLIST = {
    "collections.abc": ["Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable",
                        "Sized", "Container", "Collection", "Reversible", "Buffer"],
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"],
    "io": ["Reader", "Writer"],
    "os": ["PathLike"],
}


def _get_protocol_attrs(cls):
    """The names that an instance must have to fit a protocol."""
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *annotations_of(base)):
            if not name.startswith("_abc_") and name not in EXCLUDED_ATTRIBUTES:
                members.add(name)
    return members


def _may_ask_anything(depth=2):
    """Whether isinstance or issubclass was called by code that asks every class, protocols of all kinds among them."""
    try:
        return sys._getframe(depth).f_globals.get("__name__") in ("abc", "_py_abc", "functools", None)
    except ValueError:
        return False


def _check_is_class(other):
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")


_NOT_CHECKABLE = "Instance and class checks can only be used with @runtime_checkable protocols"


class _ProtocolMeta(ABCMeta):
    __module__ = "typing"

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if not (name == "Protocol" and bases == (Generic,)) and any([root in bases for root in plain_roots[1:]]):
            for base in bases:
                is_allowed = base is object or base is Generic or \
                    base.__name__ in _PROTO_ALLOWLIST.get(base.__module__, ()) or \
                    issubclass(base, Generic) and getattr(base, "_is_protocol", False)
                if not is_allowed:
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _may_ask_anything():
            if not getattr(cls, "_is_runtime_protocol", False):
                _check_is_class(other)
                raise TypeError(_NOT_CHECKABLE)
            if cls.__non_callable_proto_members__ and cls.__dict__.get("__subclasshook__") is _has_all_methods:
                _check_is_class(other)
                names = str(sorted(cls.__non_callable_proto_members__))[1:-1]
                raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {names}.")
        return ABCMeta.__subclasscheck__(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return ABCMeta.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_runtime_protocol", False) and not _may_ask_anything():
            raise TypeError(_NOT_CHECKABLE)
        if _is_instance(cls, instance):
            return True
        from inspect import getattr_static
        for name in cls.__protocol_attrs__:
            try:
                value = getattr_static(instance, name)
            except AttributeError:
                return False
            if value is None and name not in cls.__non_callable_proto_members__:
                return False
        return True


def _is_instance(cls, instance):
    """What ABCMeta says, without the questions that a protocol asks about who asks."""
    kind, shown = type(instance), instance.__class__
    return ABCMeta.__subclasscheck__(cls, kind) or shown is not kind and ABCMeta.__subclasscheck__(cls, shown)


@classmethod
def _has_all_methods(cls, other):
    """The __subclasshook__ of protocols: whether a class has all that its instances must have."""
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if issubclass(other, Generic) and getattr(other, "_is_protocol", False) and name in annotations_of(base):
                break
        else:
            return NotImplemented
    return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say what others must have, without being their base."""

    __slots__ = ()
    __module__ = "typing"
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any([base is Protocol for base in cls.__bases__])
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _has_all_methods
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _find_init


plain_roots.append(Protocol)


def _find_init(self, *args, **kwargs):
    """The __init__ of protocols, which have no instances, until a class derived from one looks for its own."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _find_init:
        # It was called by super().__init__().
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _find_init)
        if init is not _find_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def runtime_checkable(cls):
    """Lets isinstance() test whether an object has what a protocol asks."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = others = set()
    for name in cls.__protocol_attrs__:
        try:
            is_method = callable(getattr(cls, name, None))
        except Exception as error:
            raise TypeError(f"Failed to determine whether protocol member {name!r} is a method member") from error
        if not is_method:
            others.add(name)
    return cls


def is_protocol(tp, /):
    """Whether a class is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)
