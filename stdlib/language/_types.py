"""Types with arguments, list[int], and unions, int | str: what the interpreter makes of them."""

from _substitution import arguments_for, parameters_of, stands_for_parameters, substituted

_fields = ("__origin__", "__args__", "__parameters__", "__unpacked__", "__typing_unpacked_tuple_args__")
_own_names = frozenset((*_fields, "__class__", "__mro_entries__", "__reduce__", "__reduce_ex__"))
# Those of a class that its types with arguments have not.
_hidden_names = frozenset(("__bases__", "__copy__", "__deepcopy__"))


def _shown(kind):
    """How a type looks in the repr of another."""
    if kind is ...:
        return "..."
    if kind is type(None):
        return "None"
    if type(kind) is list:
        return f"[{', '.join([_shown(one) for one in kind])}]"
    if hasattr(kind, "__origin__") and hasattr(kind, "__args__"):
        return repr(kind)
    name, module = getattr(kind, "__qualname__", None), getattr(kind, "__module__", None)
    if name is None or module is None:
        return repr(kind)
    return name if module == "builtins" else f"{module}.{name}"


class GenericAlias:
    """list[int]. Attributes and calls go to the class itself."""

    __module__ = "types"

    def __new__(cls, origin, args, /):
        self = object.__new__(cls)
        args = args if isinstance(args, tuple) else (args,)
        object.__setattr__(self, "__origin__", origin)
        object.__setattr__(self, "__args__", args)
        object.__setattr__(self, "__parameters__", parameters_of(args))
        object.__setattr__(self, "__unpacked__", False)
        return self

    @property
    def __typing_unpacked_tuple_args__(self):
        return self.__args__ if self.__unpacked__ and self.__origin__ is tuple else None

    def __getattribute__(self, name):
        if name in _own_names:
            return object.__getattribute__(self, name)
        if name in _hidden_names:
            raise AttributeError(f"'types.GenericAlias' object has no attribute {name!r}", name=name, obj=self)
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        _check_change(self, name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        _check_change(self, name)
        object.__delattr__(self, name)

    def __repr__(self):
        shown = ", ".join([_shown(one) for one in self.__args__])
        return f"{'*' if self.__unpacked__ else ''}{_shown(self.__origin__)}[{shown or '()'}]"

    def __getitem__(self, arguments):
        given = arguments_for(self, self.__parameters__, arguments if isinstance(arguments, tuple) else (arguments,))
        made = GenericAlias(self.__origin__, substituted(self.__args__, given))
        return next(iter(made)) if self.__unpacked__ else made

    def __call__(self, /, *args, **keywords):
        made = self.__origin__(*args, **keywords)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__ and \
            self.__unpacked__ == other.__unpacked__

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __or__(self, other):
        return make_union(self, other)

    def __ror__(self, other):
        return make_union(other, self)

    def __iter__(self):
        return _Unpacking(self)

    def __dir__(self):
        return sorted({*dir(self.__origin__), *_own_names} - _hidden_names)

    def __reduce__(self):
        plain = GenericAlias, (self.__origin__, self.__args__)
        return (next, (_Unpacking(plain[0](*plain[1])),)) if self.__unpacked__ else plain

    def __instancecheck__(self, instance):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, cls):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")


def _check_change(alias, name):
    """Raises AttributeError, but for what is new in an instance of a subclass."""
    if name in _fields:
        raise AttributeError("readonly attribute")
    if type(alias) is GenericAlias:
        raise AttributeError(f"'types.GenericAlias' object has no attribute {name!r} and no __dict__ for setting new attributes")


class _Unpacking:
    """The iterator of a type with arguments: it gives the type unpacked, once."""

    def __init__(self, alias=None):
        self.alias = alias

    def __iter__(self):
        return self

    def __next__(self):
        alias, self.alias = self.alias, None
        if alias is None:
            raise StopIteration
        made = GenericAlias(alias.__origin__, alias.__args__)
        object.__setattr__(made, "__unpacked__", True)
        return made

    def __reduce__(self):
        return _Unpacking, (self.alias,)


class _CallableGenericAlias(GenericAlias):
    """collections.abc.Callable[[int], str]: the parameters are arguments of their own."""

    __module__ = "collections.abc"

    def __new__(cls, origin, args, /):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (list, tuple)):
            args = (*parameters, result)
        elif not stands_for_parameters(parameters):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {parameters}")
        return GenericAlias.__new__(cls, origin, args)

    def __repr__(self):
        from _annotations import type_repr
        parameters, result = callable_parts(self)
        if isinstance(parameters, list):
            return f"collections.abc.Callable[[{', '.join(map(type_repr, parameters))}], {type_repr(result)}]"
        return f"collections.abc.Callable[{type_repr(parameters)}, {type_repr(result)}]"

    def __getitem__(self, arguments):
        given = arguments_for(self, self.__parameters__, arguments if isinstance(arguments, tuple) else (arguments,))
        return callable_with(self, substituted(self.__args__, given, is_callable=True))

    def __reduce__(self):
        return _CallableGenericAlias, (self.__origin__, callable_parts(self))


def callable_parts(alias):
    """The parameters of a callable, a list or what stands for one, and its result."""
    *parameters, result = alias.__args__
    is_whole = len(parameters) == 1 and stands_for_parameters(parameters[0])
    return parameters[0] if is_whole else parameters, result


def callable_with(alias, arguments):
    """A type of collections.abc.Callable with other arguments."""
    *parameters, result = arguments
    is_whole = len(parameters) == 1 and stands_for_parameters(parameters[0])
    return _CallableGenericAlias(alias.__origin__, (parameters[0] if is_whole else parameters, result))


class Union:
    """int | str."""

    __iter__ = None  # has brackets, and is no sequence

    __module__ = "typing"

    def __init_subclass__(cls):
        raise TypeError("type 'typing.Union' is not an acceptable base type")

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 'typing.Union' instances")

    def __class_getitem__(cls, arguments):
        if arguments == ():
            raise TypeError("Cannot take a Union of no types.")
        return _checked_union(arguments if isinstance(arguments, tuple) else (arguments,))

    @property
    def __origin__(self):
        return Union

    @property
    def __parameters__(self):
        return parameters_of(self.__args__)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return "Union"
        raise AttributeError(f"'typing.Union' object has no attribute {name!r}", name=name, obj=self)

    def __setattr__(self, name, value):
        if name in ("__args__", "__origin__", "__parameters__"):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'typing.Union' object has no attribute {name!r} and no __dict__ for setting new attributes")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return " | ".join([_shown(one) for one in self.__args__])

    def __getitem__(self, arguments):
        given = arguments_for(self, self.__parameters__, arguments if isinstance(arguments, tuple) else (arguments,))
        return _union_of(substituted(self.__args__, given))

    def __eq__(self, other):
        if not isinstance(other, Union):
            return NotImplemented
        (known, others), (known_there, others_there) = _sorted_out(self.__args__), _sorted_out(other.__args__)
        return known == known_there and len(others) == len(others_there) and all([one in others_there for one in others])

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return _checked_union((self, other))

    def __ror__(self, other):
        return _checked_union((other, self))

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)


UnionType = Union


def _sorted_out(kinds):
    """A set of the types that can be in one, and a list of the others."""
    known, others = set(), []
    for kind in kinds:
        try:
            known.add(kind)
        except TypeError:
            others.append(kind)
    return known, others


def _checked_union(kinds):
    from _typing_forms import checked
    return _union_of([checked(one, "Union[arg, ...]: each arg must be a type.") for one in kinds])


def _union_of(kinds):
    # A union has each part once already.
    flat = list(kinds[0].__args__) if isinstance(kinds[0], Union) else []
    for kind in kinds[1:] if flat else kinds:
        for part in kind.__args__ if isinstance(kind, Union) else (type(None) if kind is None else kind,):
            if part not in flat:
                flat.append(part)
    if len(flat) == 1:
        return flat[0]
    union = object.__new__(Union)
    object.__setattr__(union, "__args__", tuple(flat))
    return union


def make_union(left, right):
    """left | right, where one of them is a class, a type with arguments or a union."""
    for kind in (left, right):
        if not (kind is None or isinstance(kind, (type, GenericAlias, Union)) or
                getattr(type(kind), "_is_in_unions", False)):
            return NotImplemented
    return _union_of((left, right))
