"""Names for type annotations. They say what is meant to a reader or a checker; nothing is checked when a program runs."""

from abc import ABCMeta

from _annotations import ForwardRef

TYPE_CHECKING = False

__all__ = (
    "AbstractSet", "Annotated", "Any", "AnyStr", "AsyncContextManager", "AsyncGenerator", "AsyncIterable",
    "AsyncIterator", "Awaitable", "BinaryIO", "ByteString", "Callable", "ChainMap", "ClassVar", "Collection",
    "Concatenate", "Container", "ContextManager", "Coroutine", "Counter", "DefaultDict", "Deque", "Dict", "Final",
    "ForwardRef", "FrozenSet", "Generator", "Generic", "Hashable", "IO", "ItemsView", "Iterable", "Iterator",
    "KeysView", "List", "Literal", "LiteralString", "Mapping", "MappingView", "MutableMapping", "MutableSequence",
    "MutableSet", "NamedTuple", "Never", "NewType", "NoReturn", "NotRequired", "Optional", "OrderedDict", "ParamSpec",
    "Protocol", "ReadOnly", "Required", "Reversible", "Self", "Sequence", "Set", "Sized", "SupportsAbs",
    "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "Text",
    "TextIO", "Tuple", "Type", "TypeAlias", "TypeGuard", "TypeIs", "TypeVar", "TypeVarTuple", "TypedDict",
    "TYPE_CHECKING", "Union", "Unpack", "ValuesView", "assert_never", "assert_type", "cast", "dataclass_transform",
    "final", "get_args", "get_origin", "get_overloads", "get_type_hints", "is_protocol", "is_typeddict",
    "no_type_check", "overload", "override", "reveal_type", "runtime_checkable")


def _shown(kind):
    """How a type looks in the repr of another."""
    if kind is ...:
        return "..."
    if isinstance(kind, type) and not isinstance(kind, _Alias):
        return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(kind, (list, tuple)):
        return f"[{', '.join([_shown(one) for one in kind])}]"
    return repr(kind)


def _checked(kind):
    """A type as it may stand in brackets: None is its class, a string a reference to a later definition."""
    if kind is None:
        return type(None)
    return ForwardRef(kind) if isinstance(kind, str) else kind


def _variables(kinds):
    """The type variables in some types, each once, in order."""
    found = []
    for kind in kinds:
        inner = (kind,) if isinstance(kind, (TypeVar, ParamSpec, TypeVarTuple)) else \
            _variables(kind) if isinstance(kind, (list, tuple)) else getattr(kind, "__parameters__", ())
        found += [variable for variable in inner if variable not in found] if isinstance(inner, (tuple, list)) else []
    return tuple(found)


class _Unionable:
    """Anything that can stand in `X | Y`."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _SpecialForm(_Unionable):
    """A name with a meaning of its own, some to be followed by brackets."""

    __iter__ = None  # has brackets, and is no sequence

    def __init__(self, name, make=None, doc=None):
        self._name = name
        self._make = make
        self.__doc__ = doc

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, arguments):
        if self._make is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._make(self, arguments if isinstance(arguments, tuple) else (arguments,))

    def __call__(self, *args, **keywords):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, instance):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __reduce__(self):
        return self._name


class _Alias(_Unionable):
    """A type with arguments in brackets: List[int]. Calls and attributes go to the class itself."""

    def __init__(self, origin, arguments, name=None):
        self.__origin__ = origin
        self.__args__ = arguments
        self.__parameters__ = _variables(arguments)
        self._name = name

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _shown(self.__origin__)
        return f"{name}[{', '.join([_shown(one) for one in self.__args__]) or '()'}]"

    def __getitem__(self, arguments):
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        if len(arguments) != len(self.__parameters__) and not any(
                [isinstance(one, (ParamSpec, TypeVarTuple)) for one in self.__parameters__]):
            few = "few" if len(arguments) < len(self.__parameters__) else "many"
            raise TypeError(f"Too {few} arguments for {self!r}; actual {len(arguments)}, "
                            f"expected {len(self.__parameters__)}")
        given = dict(zip(self.__parameters__, [_checked(one) for one in arguments]))
        return self._with([_substituted(one, given) for one in self.__args__])

    def _with(self, arguments):
        return type(self)(self.__origin__, tuple(arguments), self._name)

    def __call__(self, *args, **keywords):
        result = self.__origin__(*args, **keywords)
        try:
            result.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return result

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if self._name and self.__origin__ is not Generic and self.__origin__ is not Protocol:
            others = bases[[one is self for one in bases].index(True) + 1:]
            if self.__parameters__ and not any([isinstance(one, _Alias) or one is Generic for one in others]):
                return self.__origin__, Generic
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __iter__(self):
        yield Unpack[self]

    def __instancecheck__(self, instance):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _substituted(kind, given):
    """A type with its type variables replaced."""
    try:
        if kind in given:
            return given[kind]
    except TypeError:
        pass
    if isinstance(kind, list):
        return [_substituted(one, given) for one in kind]
    parameters = getattr(kind, "__parameters__", ())
    if parameters and not isinstance(kind, type):
        return kind[tuple([given.get(one, one) for one in parameters])]
    return kind


class _UnionAlias(_Alias):
    """Union[X, Y]."""

    __iter__ = None  # has brackets, and is no sequence

    def __repr__(self):
        return " | ".join(["None" if one is type(None) else _shown(one) for one in self.__args__])

    def _with(self, arguments):
        return Union[tuple(arguments)]

    def __eq__(self, other):
        if not isinstance(other, _UnionAlias) and type(other).__name__ != "Union":
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)


def _make_union(form, arguments):
    if arguments == ():
        raise TypeError("Cannot take a Union of no types.")
    flat = []
    for one in arguments:
        one = _checked(one)
        parts = one.__args__ if isinstance(one, _UnionAlias) or type(one).__name__ == "Union" else (one,)
        for part in parts:
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else _UnionAlias(Union, tuple(flat))


def _make_optional(form, arguments):
    if len(arguments) != 1:
        raise TypeError("typing.Optional requires a single type. Got " + repr(arguments))
    return Union[arguments[0], None]


class _LiteralAlias(_Alias):
    """Literal[1, "a"]."""

    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(one) for one in self.__args__])}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return {(type(one), one) for one in self.__args__} == {(type(one), one) for one in other.__args__}

    def __hash__(self):
        return hash(frozenset([(type(one), one) for one in self.__args__]))


def _make_literal(form, arguments):
    flat = []
    for one in arguments:
        for part in one.__args__ if isinstance(one, _LiteralAlias) else (one,):
            if not any([part is other or type(part) is type(other) and part == other for other in flat]):
                flat.append(part)
    return _LiteralAlias(Literal, tuple(flat), "Literal")


class _AnnotatedAlias(_Alias):
    """Annotated[type, more…]."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        return f"typing.Annotated[{', '.join([_shown(self.__origin__), *map(repr, self.__metadata__)])}]"

    def _with(self, arguments):
        return _AnnotatedAlias(arguments[0], self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


def _make_annotated(form, arguments):
    if len(arguments) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    return _AnnotatedAlias(_checked(arguments[0]), arguments[1:])


def _make_single(form, arguments):
    if len(arguments) != 1:
        raise TypeError(f"{form!r} accepts only single type.")
    return _Alias(form, (_checked(arguments[0]),), form._name)


def _make_any(form, arguments):
    return _Alias(form, tuple([_checked(one) for one in arguments]), form._name)


Union = _SpecialForm("Union", _make_union, "One of several types.")
Optional = _SpecialForm("Optional", _make_optional, "A type or None.")
Literal = _SpecialForm("Literal", _make_literal, "One of these values.")
Annotated = _SpecialForm("Annotated", _make_annotated, "A type with remarks.")
ClassVar = _SpecialForm("ClassVar", _make_single, "A variable of the class.")
Final = _SpecialForm("Final", _make_single, "A name that is not assigned again.")
Required = _SpecialForm("Required", _make_single, "A key that must be there.")
NotRequired = _SpecialForm("NotRequired", _make_single, "A key that may be missing.")
ReadOnly = _SpecialForm("ReadOnly", _make_single, "A key that is not changed.")
Unpack = _SpecialForm("Unpack", _make_single, "The types of a tuple, or the keys of a TypedDict.")
TypeGuard = _SpecialForm("TypeGuard", _make_single, "A bool that says of what type an argument is.")
TypeIs = _SpecialForm("TypeIs", _make_single, "A bool that says of what type an argument is.")
Concatenate = _SpecialForm("Concatenate", _make_any, "Parameters in front of a ParamSpec.")
Self = _SpecialForm("Self", None, "The class in whose body it stands.")
NoReturn = _SpecialForm("NoReturn", None, "The result of what never returns.")
Never = _SpecialForm("Never", None, "A type without values.")
LiteralString = _SpecialForm("LiteralString", None, "A str from the program's own text.")
TypeAlias = _SpecialForm("TypeAlias", None, "A name for a type.")


class _AnyMeta(type):
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

    def __instancecheck__(self, instance):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(instance)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class Any(metaclass=_AnyMeta):
    """A type that fits everything."""

    def __new__(cls, *args, **keywords):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class TypeVar(_Unionable):
    """A type that stands for another, the same at each place."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = None if bound is None else _checked(bound)
        self.__default__ = default
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)

    def has_default(self):
        return self.__default__ is not NoDefault

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return f"{'' if self.__infer_variance__ else sign}{self.__name__}"

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of TypeVar")


class TypeVarTuple:
    """Any number of types."""

    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self.__default__ = default

    def has_default(self):
        return self.__default__ is not NoDefault

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class _ParamSpecPart:
    def __init__(self, origin, part):
        self.__origin__ = origin
        self._part = part

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"


class ParamSpec(_Unionable):
    """The parameters of a callable."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__default__ = default
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)

    args = property(lambda self: _ParamSpecPart(self, "args"))
    kwargs = property(lambda self: _ParamSpecPart(self, "kwargs"))

    def has_default(self):
        return self.__default__ is not NoDefault

    def __repr__(self):
        return f"~{self.__name__}"


class Generic:
    """The base of classes that take types in brackets."""

    __slots__ = ()

    def __class_getitem__(cls, arguments):
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        arguments = tuple([_checked(one) for one in arguments])
        if cls is Generic or cls is Protocol:
            if not arguments:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all([isinstance(one, (TypeVar, ParamSpec, TypeVarTuple, _Alias)) for one in arguments]):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification "
                                "variables.")
            return _Alias(cls, arguments, cls.__name__)
        parameters = getattr(cls, "__parameters__", ())
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        if len(arguments) != len(parameters) and not any(
                [isinstance(one, (ParamSpec, TypeVarTuple)) or one.has_default() for one in parameters]):
            few = "few" if len(arguments) < len(parameters) else "many"
            raise TypeError(f"Too {few} arguments for {cls}; actual {len(arguments)}, expected {len(parameters)}")
        return _Alias(cls, arguments)

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        bases = cls.__dict__.get("__orig_bases__", ())
        explicit = [one for one in bases if isinstance(one, _Alias) and one.__origin__ in (Generic, Protocol)]
        cls.__parameters__ = _variables(explicit[0].__args__ if explicit else bases)


_NO_MEMBERS = frozenset((
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "__orig_bases__", "__parameters__", "__init_subclass__", "__annotate__", "__annotate_func__",
    "__annotations_cache__", "_is_protocol", "_is_runtime_protocol", "__protocol_attrs__", "__qualname__",
    "__type_params__", "_abc_registry", "_abc_answers", "_abc_answers_of"))


def _protocol_members(cls):
    """The names that an instance must have to fit a protocol."""
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__dict__.get("_is_protocol"):
            members.update([name for name in base.__dict__ if name not in _NO_MEMBERS])
            members.update(base.__dict__.get("__annotations__") or getattr(base, "__annotations__", {}))
    return members


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        return all([hasattr(instance, name) for name in _protocol_members(cls)])

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol") or cls is Protocol:
            return super().__subclasscheck__(other)
        if getattr(cls, "_is_runtime_protocol", False) and isinstance(other, type):
            members = _protocol_members(cls)
            if all([any([name in base.__dict__ for base in other.__mro__]) for name in members]):
                return True
        return super().__subclasscheck__(other)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say what others must have, without being their base."""

    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _refuse_protocol


def _refuse_protocol(self, *args, **keywords):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in type(self).__mro__:
        init = base.__dict__.get("__init__")
        if init is not None and init is not _refuse_protocol:
            return init(self, *args, **keywords)


def runtime_checkable(cls):
    """Lets isinstance() test whether an object has what a protocol asks."""
    if not getattr(cls, "_is_protocol", False):
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
    return frozenset(_protocol_members(tp))


class _Supports:
    def __new__(cls, name, method):
        def body(self):
            pass
        return runtime_checkable(_ProtocolMeta(name, (Protocol,), {
            method: body, "__slots__": (), "__module__": "typing", "_is_protocol": True}))


SupportsInt = _Supports("SupportsInt", "__int__")
SupportsFloat = _Supports("SupportsFloat", "__float__")
SupportsComplex = _Supports("SupportsComplex", "__complex__")
SupportsBytes = _Supports("SupportsBytes", "__bytes__")
SupportsIndex = _Supports("SupportsIndex", "__index__")
SupportsAbs = _Supports("SupportsAbs", "__abs__")
SupportsRound = _Supports("SupportsRound", "__round__")


class _Named(_Unionable):
    """The name of a class that takes types in brackets: List, Dict …"""

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

    def __getitem__(self, arguments):
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        if self._count and len(arguments) != self._count and self._name not in ("Generator", "AsyncGenerator",
                                                                                "ContextManager", "AsyncContextManager"):
            few = "few" if len(arguments) < self._count else "many"
            raise TypeError(f"Too {few} arguments for {self!r}; actual {len(arguments)}, expected {self._count}")
        if self._name == "Callable":
            parameters, result = arguments
            parameters = tuple([_checked(one) for one in parameters]) if isinstance(parameters, list) else (parameters,)
            return _CallableAlias(self.__origin__, (*parameters, _checked(result)), "Callable")
        return _Alias(self.__origin__, tuple([_checked(one) for one in arguments]), self._name)

    def __call__(self, *args, **keywords):
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self._place[1]}() instead")

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _CallableAlias(_Alias):
    def __repr__(self):
        *parameters, result = self.__args__
        if len(parameters) == 1 and (parameters[0] is ... or isinstance(parameters[0], ParamSpec)):
            return f"typing.Callable[{_shown(parameters[0])}, {_shown(result)}]"
        return f"typing.Callable[{_shown(parameters)}, {_shown(result)}]"


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
            ("ContextManager", "contextlib", "AbstractContextManager", 1),
            ("AsyncContextManager", "contextlib", "AbstractAsyncContextManager", 1)):
        globals()[name] = _Named(name, module, cls, count)


_name_all()
Text = str
AnyStr = TypeVar("AnyStr", bytes, str)


class IO(Generic[AnyStr]):
    """A file."""

    __slots__ = ()


class TextIO(IO[str]):
    """A text file."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A binary file."""

    __slots__ = ()


class NewType(_Unionable):
    """A type of its own for a checker; when the program runs it gives its argument back."""

    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        from collections import namedtuple
        annotations = _namespace_annotations(namespace)
        fields = list(annotations)
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field "
                                f"{fields[len(defaults) - 1]}")
        cls = namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        cls.__annotations__ = annotations
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make",
                       "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__annotations__", "__module__", "__annotate__", "__annotate_func__", "__orig_bases__",
                           "__conditional_annotations__") and key not in fields:
                setattr(cls, key, value)
        return cls


def _namespace_annotations(namespace):
    if "__annotations__" in namespace:
        return dict(namespace["__annotations__"])
    annotate = namespace.get("__annotate__") or namespace.get("__annotate_func__")
    return {} if annotate is None else dict(annotate(1))


def NamedTuple(typename, fields=(), /):
    """A namedtuple class from (name, type) pairs; as a base class, from its annotations."""
    from collections import namedtuple
    pairs = [(name, _checked(kind)) for name, kind in fields]
    cls = namedtuple(typename, [name for name, _ in pairs])
    cls.__annotations__ = dict(pairs)
    return cls


def _named_tuple_base(bases):
    return (type.__new__(_NamedTupleMeta, "NamedTuple", (), {}),)


NamedTuple.__mro_entries__ = _named_tuple_base


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, namespace, total=True, **options):
        annotations = _namespace_annotations(namespace)
        own = {key: _checked(kind) for key, kind in annotations.items()}
        cls = type.__new__(_TypedDictMeta, name, (dict,), {
            key: value for key, value in namespace.items() if key not in ("__annotate__", "__annotate_func__")})
        required, optional = set(), set()
        merged = {}
        for base in bases:
            merged.update(getattr(base, "__annotations__", {}))
            required |= getattr(base, "__required_keys__", set())
            optional |= getattr(base, "__optional_keys__", set())
        for key, kind in own.items():
            form = getattr(kind, "__origin__", None)
            (required if form is Required or total and form is not NotRequired else optional).add(key)
        merged.update(own)
        cls.__annotations__ = merged
        cls.__required_keys__ = frozenset(required)
        cls.__optional_keys__ = frozenset(optional)
        cls.__total__ = total
        return cls

    def __call__(cls, *args, **keywords):
        return dict(*args, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields, /, *, total=True):
    """A dict whose keys have types of their own; as a base class, from its annotations."""
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields)}, total=total)


TypedDict.__mro_entries__ = lambda bases: (type.__new__(_TypedDictMeta, "TypedDict", (dict,), {}),)


def is_typeddict(tp):
    """Whether a class is a TypedDict."""
    return isinstance(tp, _TypedDictMeta)


class TypeAliasType(_Unionable):
    """What a `type` statement makes."""

    __iter__ = None  # has brackets, and is no sequence

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = self.__parameters__ = type_params

    def __getitem__(self, arguments):
        return _Alias(self, arguments if isinstance(arguments, tuple) else (arguments,))

    def __repr__(self):
        return self.__name__


def cast(typ, val):
    """The value itself; tells a checker its type."""
    return val


def assert_type(val, typ, /):
    """The value itself; a checker tests its type."""
    return val


def assert_never(arg, /):
    """For code that cannot be reached."""
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    """The object itself; writes its class to sys.stderr."""
    import sys
    sys.stderr.write(f"Runtime type is {type(obj).__name__!r}\n")
    return obj


_overloads = {}


def overload(func):
    """Marks one of several signatures of a function whose body follows after them."""
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def _overload_dummy(*args, **keywords):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def get_overloads(func):
    """The signatures of a function that were marked with overload."""
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


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
    """Says that annotations are no types."""
    try:
        arg.__no_type_check__ = True
    except (AttributeError, TypeError):
        pass
    return arg


def dataclass_transform(**options):
    """Says that a decorator, base class or metaclass works like dataclass."""
    def decorate(thing):
        thing.__dataclass_transform__ = options
        return thing
    return decorate


def get_origin(tp):
    """The class of a type with arguments: list for List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if type(tp).__name__ == "Union":
        return Union
    if isinstance(tp, (_ParamSpecPart, _Alias, _Named)) or hasattr(tp, "__origin__"):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    """The arguments of a type: (int,) for List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return tp.__origin__, *tp.__metadata__
    arguments = () if isinstance(tp, type) else getattr(tp, "__args__", ())
    if isinstance(tp, _CallableAlias) and not (len(arguments) == 2 and (
            arguments[0] is ... or isinstance(arguments[0], ParamSpec))):
        return list(arguments[:-1]), arguments[-1]
    return arguments


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class or module, with strings evaluated."""
    def resolved(kind, names):
        if kind is None:
            return type(None)
        if isinstance(kind, str):
            kind = eval(kind, names, localns)
        elif isinstance(kind, ForwardRef):
            kind = eval(kind.__forward_arg__, names, localns)
        return kind if include_extras or not isinstance(kind, _AnnotatedAlias) else kind.__origin__

    if isinstance(obj, type):
        import sys
        hints = {}
        for base in reversed(obj.__mro__):
            module = sys.modules.get(base.__module__)
            names = globalns if globalns is not None else {**getattr(module, "__dict__", {}), **base.__dict__}
            own = base.__dict__.get("__annotations__") or (
                base.__annotations__ if "__annotate__" in base.__dict__ or "__annotate_func__" in base.__dict__ else {})
            for name, kind in own.items():
                hints[name] = resolved(kind, names)
        return hints
    while hasattr(obj, "__wrapped__"):
        obj = obj.__wrapped__
    names = globalns if globalns is not None else getattr(obj, "__globals__", getattr(obj, "__dict__", {}))
    return {name: resolved(kind, names) for name, kind in (getattr(obj, "__annotations__", None) or {}).items()}
