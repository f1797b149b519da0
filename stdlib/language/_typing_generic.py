"""Classes that take types in brackets, and protocols: classes that say what others must have."""

from abc import ABCMeta

from _annotations import annotations_of
from _typing_forms import _GenericAlias, _as_tuple, _checked_argument, plain_roots
from _typing_variables import TypeVar, unpacked_types
from _types import bound_arguments, parameters_of


class Generic:
    """The base of classes that take types in brackets."""

    __slots__ = ()
    __module__ = "typing"

    def __class_getitem__(cls, arguments):
        arguments = tuple([_checked_argument(one) for one in _as_tuple(arguments)])
        if cls in plain_roots:
            if not arguments:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all([hasattr(type(one), "_variable_kind") or hasattr(one, "__typing_unpacks__") for one in arguments]):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification "
                                "variables.")
            if len(set(arguments)) != len(arguments):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            _check_defaults(arguments)
            return _GenericAlias(cls, arguments, cls.__name__)
        parameters = getattr(cls, "__parameters__", ())
        given = bound_arguments(cls, parameters, arguments)
        made = []
        for one in parameters:
            value = given[one]
            made += value if one._variable_kind == "types" else [value]
        return _GenericAlias(cls, tuple(made))

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        bases = cls.__dict__.get("__orig_bases__", ())
        if Generic in (bases or cls.__bases__) and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        variables = parameters_of([one for one in bases if isinstance(one, _GenericAlias) or hasattr(one, "__parameters__")])
        explicit = [one for one in bases if isinstance(one, _GenericAlias) and one.__origin__ in plain_roots]
        if len([one for one in explicit if one.__origin__ is Generic]) > 1:
            raise TypeError("Cannot inherit from Generic[...] multiple times.")
        if explicit:
            listed = explicit[0].__parameters__
            missing = [one for one in variables if one not in listed]
            if missing:
                names = ", ".join(map(str, missing))
                root = explicit[0].__origin__.__name__
                raise TypeError(f"Some type variables ({names}) are not listed in {root}[{', '.join(map(str, listed))}]")
            variables = listed
        cls.__parameters__ = variables


def _check_defaults(variables):
    """Refuses a type variable without a default behind one with."""
    has_default = False
    for one in variables:
        if not hasattr(type(one), "_variable_kind"):
            continue
        if one.has_default():
            has_default = True
        elif has_default and one._variable_kind == "type":
            raise TypeError(f"Type parameter {one!r} without a default follows type parameter with a default")


plain_roots.append(Generic)


def generic_base(variables):
    """What a class with type parameters has as its last base."""
    return _GenericAlias(Generic, tuple(unpacked_types(variables)), "Generic")


_NO_MEMBERS = frozenset((
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "__orig_bases__", "__parameters__", "__init_subclass__", "__annotate__", "__annotate_func__",
    "__annotations_cache__", "_is_protocol", "_is_runtime_protocol", "__protocol_attrs__", "__qualname__",
    "__type_params__", "_abc_registry", "_abc_answers", "_abc_answers_of"))

_ABSTRACT_BASES = {
    "collections.abc": ("Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable",
                        "Sized", "Container", "Collection", "Reversible", "Buffer"),
    "contextlib": ("AbstractContextManager", "AbstractAsyncContextManager"),
}


def _protocol_members(cls):
    """The names that an instance must have to fit a protocol."""
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__dict__.get("_is_protocol") and base is not Protocol:
            members.update([name for name in base.__dict__ if name not in _NO_MEMBERS])
            members.update(annotations_of(base))
    return members


def _is_method(cls, name):
    return callable(getattr(cls, name, None))


def _has_member(instance, cls, name):
    """Whether an object has what a protocol asks for under a name."""
    if not hasattr(instance, name):
        return False
    return getattr(instance, name) is not None or not _is_method(cls, name)


class _ProtocolMeta(ABCMeta):
    __module__ = "typing"

    def __new__(mcls, name, bases, namespace, /, **keywords):
        if name != "Protocol" and any([base.__name__ == "Protocol" and base.__module__ == "typing" for base in bases]):
            for base in bases:
                is_allowed = base is object or base in plain_roots or getattr(base, "_is_protocol", False) or \
                    base.__name__ in _ABSTRACT_BASES.get(base.__module__, ())
                if not is_allowed:
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **keywords)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if ABCMeta.__subclasscheck__(cls, type(instance)):
            return True
        return all([_has_member(instance, cls, name) for name in cls.__protocol_attrs__])

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if not cls.__dict__.get("_is_protocol"):
            return super().__subclasscheck__(other)
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        data = sorted([name for name in cls.__protocol_attrs__ if not _is_method(cls, name)])
        if data:
            names = ", ".join([repr(name) for name in data])
            raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {names}.")
        if super().__subclasscheck__(other):
            return True
        return all([_class_has(other, name) for name in cls.__protocol_attrs__])


def _class_has(cls, name):
    """Whether a class has a method of that name, or says that its instances have."""
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        if getattr(base, "_is_protocol", False) and name in annotations_of(base):
            return True
    return False


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say what others must have, without being their base."""

    __slots__ = ()
    __module__ = "typing"
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol:
            cls.__protocol_attrs__ = _protocol_members(cls)
            if cls.__init__ is object.__init__:
                cls.__init__ = _refuse_protocol


plain_roots.append(Protocol)


def _refuse_protocol(self, *args, **keywords):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in type(self).__mro__:
        init = base.__dict__.get("__init__")
        if init is not None and init is not _refuse_protocol:
            return init(self, *args, **keywords)


def runtime_checkable(cls):
    """Lets isinstance() test whether an object has what a protocol asks."""
    if not (isinstance(cls, type) and cls.__dict__.get("_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def is_protocol(tp, /):
    """Whether a class is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


def _supports(name, method, is_generic=False):
    """A protocol of one method."""
    def body(self, *arguments):
        pass
    body.__name__ = method
    namespace = {method: body, "__slots__": (), "__module__": "typing"}
    bases = (Protocol,)
    if is_generic:
        namespace["__orig_bases__"] = (Protocol[TypeVar("T", infer_variance=True)],)
    return runtime_checkable(_ProtocolMeta(name, bases, namespace))


SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__", True)
SupportsRound = _supports("SupportsRound", "__round__", True)
