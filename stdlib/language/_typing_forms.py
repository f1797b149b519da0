"""Forms of types: names with a meaning of their own, and types with arguments in brackets."""

from _annotations import ForwardRef
from _types import Union, bound_arguments, parameters_of, substituted

# Generic and Protocol, when they are made.
plain_roots = []


def _shown(kind):
    """How a type looks in the repr of another."""
    if kind is ...:
        return "..."
    if isinstance(kind, type) and not isinstance(kind, _GenericAlias):
        return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(kind, (list, tuple)):
        return f"[{', '.join([_shown(one) for one in kind])}]"
    return repr(kind)


def _checked(kind, message="Parameters to generic types must be types.", is_class=False):
    """A type as it may stand in brackets: None is its class, a string a reference to a later definition."""
    if kind is None:
        return type(None)
    if isinstance(kind, str):
        return ForwardRef(kind, is_class=is_class)
    is_qualified = isinstance(kind, _GenericAlias) and kind.__origin__ in (*plain_roots, ClassVar, Final)
    if is_qualified and not is_class:
        raise TypeError(f"{kind!r} is not valid as type argument")
    if isinstance(kind, _SpecialForm) and kind not in _WHOLE_FORMS and not is_class or \
            any([kind is root for root in plain_roots]):
        raise TypeError(f"Plain {kind!r} is not valid as type argument")
    if type(kind) is tuple:
        raise TypeError(f"{message} Got {kind!r:.100}.")
    return kind


def _checked_argument(kind):
    """As _checked, also of what stands for parameters."""
    if isinstance(kind, (list, tuple)):
        return [_checked_argument(one) for one in kind]
    return kind if kind is ... else _checked(kind)


def _as_tuple(arguments):
    return arguments if isinstance(arguments, tuple) else (arguments,)


class _Unionable:
    """Anything that can stand in `X | Y`."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _SpecialForm(_Unionable):
    """A name with a meaning of its own, some to be followed by brackets."""

    __module__ = "typing"

    __iter__ = None  # has brackets, and is no sequence

    def __init__(self, name, make=None, doc=None):
        self._name = name
        self._make = make
        self.__doc__ = doc

    def __repr__(self):
        return f"typing.{self._name}"

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __getitem__(self, arguments):
        if self._make is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._make(self, _as_tuple(arguments))

    def __call__(self, *args, **keywords):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, instance):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __reduce__(self):
        return self._name


_OWN_NAMES = ("__origin__", "__args__", "__parameters__", "_name", "__metadata__", "__typing_unpacks__")
# Names of builtin classes, which are not to be called.
_CAPITALIZED = ("List", "Dict", "Set", "FrozenSet", "Tuple", "Type")


class _GenericAlias(_Unionable):
    """A type with arguments in brackets: List[int]. Calls and attributes go to the class itself."""

    __module__ = "typing"

    def __init__(self, origin, arguments, name=None):
        self.__origin__ = origin
        self.__args__ = arguments
        self.__parameters__ = parameters_of(arguments)
        self._name = name

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _shown(self.__origin__)
        return f"{name}[{', '.join([_shown(one) for one in self.__args__]) or '()'}]"

    def __getitem__(self, arguments):
        arguments = [_checked_argument(one) for one in _as_tuple(arguments)]
        return self._with(substituted(self.__args__, bound_arguments(self, self.__parameters__, arguments)))

    def _with(self, arguments):
        return type(self)(self.__origin__, tuple(arguments), self._name)

    def __call__(self, *args, **keywords):
        if self._name in _CAPITALIZED:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **keywords)
        try:
            result.__orig_class__ = self
        except Exception:
            # What has no such attribute does without.
            pass
        return result

    def __setattr__(self, name, value):
        if name in _OWN_NAMES or name.startswith("_") or isinstance(self.__origin__, _SpecialForm):
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name or getattr(self.__origin__, name)
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self.__origin__ is plain_roots[0]:
            # Generic comes last, and only once. A protocol brings it along.
            others = bases[[one is self for one in bases].index(True) + 1:]
            if plain_roots[1] in bases or any([isinstance(one, _GenericAlias) and one is not self for one in others]):
                return ()
        elif self._name and self.__origin__ not in plain_roots:
            others = bases[[one is self for one in bases].index(True) + 1:]
            generic = plain_roots[0]
            if not any([isinstance(one, _GenericAlias) or isinstance(one, type) and issubclass(one, generic)
                        for one in others]):
                return self.__origin__, generic
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
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


class _CallableGenericAlias(_GenericAlias):
    """Callable[[int], str]."""

    __module__ = "typing"

    def __repr__(self):
        *parameters, result = self.__args__
        if len(parameters) == 1 and _stands_for_parameters(parameters[0]):
            return f"typing.Callable[{_shown(parameters[0])}, {_shown(result)}]"
        return f"typing.Callable[{_shown(parameters)}, {_shown(result)}]"

    def __getitem__(self, arguments):
        arguments = [_checked_argument(one) for one in _as_tuple(arguments)]
        given = bound_arguments(self, self.__parameters__, arguments)
        return self._with(substituted(self.__args__, given, flatten=True))


def _stands_for_parameters(kind):
    """Whether something is no list of parameters but all of them: ..., a ParamSpec, Concatenate."""
    return kind is ... or getattr(type(kind), "_variable_kind", None) == "parameters" or \
        isinstance(kind, _ConcatenateGenericAlias)


class _ConcatenateGenericAlias(_GenericAlias):
    """Concatenate[int, P]."""

    __module__ = "typing"

    def _with(self, arguments):
        *first, last = arguments
        if isinstance(last, (list, tuple)):
            return (*first, *last)
        if isinstance(last, _ConcatenateGenericAlias):
            first, last = [*first, *last.__args__[:-1]], last.__args__[-1]
        return _ConcatenateGenericAlias(Concatenate, (*first, last), "Concatenate")


class _UnpackGenericAlias(_GenericAlias):
    """Unpack[Ts]."""

    __module__ = "typing"

    def __init__(self, origin, arguments, name=None):
        super().__init__(origin, arguments, name)
        if getattr(type(arguments[0]), "_variable_kind", None) == "types":
            self.__typing_unpacks__ = arguments[0]


def _make_optional(form, arguments):
    if len(arguments) != 1:
        raise TypeError(f"typing.Optional requires a single type. Got {arguments!r}.")
    return Union[arguments[0], None]


def _shown_value(one):
    return repr(one) if not isinstance(one, type) else _shown(one)


class _LiteralGenericAlias(_GenericAlias):
    """Literal[1, "a"]."""

    __module__ = "typing"

    def __repr__(self):
        return f"typing.Literal[{', '.join([_shown_value(one) for one in self.__args__]) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return {(type(one), one) for one in self.__args__} == {(type(one), one) for one in other.__args__}

    def __hash__(self):
        return hash(frozenset([(type(one), one) for one in self.__args__]))


def _make_literal(form, arguments):
    flat = []
    for one in arguments:
        for part in one.__args__ if isinstance(one, _LiteralGenericAlias) else (one,):
            if not any([part is other or type(part) is type(other) and part == other for other in flat]):
                flat.append(part)
    return _LiteralGenericAlias(Literal, tuple(flat), "Literal")


class _AnnotatedAlias(_GenericAlias):
    """Annotated[type, more…]."""

    __module__ = "typing"

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
    return _AnnotatedAlias(_checked(arguments[0], "Annotated[t, ...]: t must be a type.", True), arguments[1:])


def _single(arguments, message):
    if len(arguments) != 1:
        raise TypeError(f"{message} Got {arguments!r}.")
    return arguments[0]


def _make_single(form, arguments):
    kind = _checked(_single(arguments, f"{form!r} accepts only single type."))
    return _GenericAlias(form, (kind,), form._name)


def _make_of_class(form, arguments):
    kind = _checked(_single(arguments, f"{form!r} accepts only single type."), is_class=True)
    return _GenericAlias(form, (kind,), form._name)


def _make_of_key(form, arguments):
    kind = _checked(_single(arguments, f"{form._name} accepts only a single type."))
    return _GenericAlias(form, (kind,), form._name)


def _make_unpack(form, arguments):
    kind = _checked(_single(arguments, f"{form!r} accepts only single type."))
    return _UnpackGenericAlias(form, (kind,), form._name)


def _make_concatenate(form, arguments):
    if not arguments:
        raise TypeError("Cannot take a Concatenate of no types.")
    if not (arguments[-1] is ... or getattr(type(arguments[-1]), "_variable_kind", None) == "parameters"):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    first = [_checked(one, "Concatenate[arg, ...]: each arg must be a type.") for one in arguments[:-1]]
    return _ConcatenateGenericAlias(form, (*first, arguments[-1]), form._name)


Optional = _SpecialForm("Optional", _make_optional, "A type or None.")
Literal = _SpecialForm("Literal", _make_literal, "One of these values.")
Annotated = _SpecialForm("Annotated", _make_annotated, "A type with remarks.")
ClassVar = _SpecialForm("ClassVar", _make_of_class, "A variable of the class.")
Final = _SpecialForm("Final", _make_of_class, "A name that is not assigned again.")
Required = _SpecialForm("Required", _make_of_key, "A key that must be there.")
NotRequired = _SpecialForm("NotRequired", _make_of_key, "A key that may be missing.")
ReadOnly = _SpecialForm("ReadOnly", _make_of_key, "A key that is not changed.")
Unpack = _SpecialForm("Unpack", _make_unpack, "The types of a tuple, or the keys of a TypedDict.")
TypeGuard = _SpecialForm("TypeGuard", _make_single, "A bool that says of what type an argument is.")
TypeIs = _SpecialForm("TypeIs", _make_single, "A bool that says of what type an argument is.")
Concatenate = _SpecialForm("Concatenate", _make_concatenate, "Parameters in front of a ParamSpec.")
Self = _SpecialForm("Self", None, "The class in whose body it stands.")
NoReturn = _SpecialForm("NoReturn", None, "The result of what never returns.")
Never = _SpecialForm("Never", None, "A type without values.")
LiteralString = _SpecialForm("LiteralString", None, "A str from the program's own text.")
TypeAlias = _SpecialForm("TypeAlias", None, "A name for a type.")
_WHOLE_FORMS = (Self, NoReturn, Never, LiteralString, TypeAlias)


class _AnyMeta(type):
    __module__ = "typing"

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

    __module__ = "typing"

    def __new__(cls, *args, **keywords):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)
