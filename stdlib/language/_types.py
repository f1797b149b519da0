"""Types with arguments, list[int], and unions, int | str: what the interpreter makes of them."""

_own_names = frozenset((
    "__class__", "__origin__", "__args__", "__parameters__", "__unpacked__", "__mro_entries__", "__reduce__",
    "__reduce_ex__", "__copy__", "__deepcopy__"))


def _shown(kind):
    """How a type looks in the repr of another."""
    if kind is ...:
        return "..."
    if isinstance(kind, list):
        return f"[{', '.join([_shown(one) for one in kind])}]"
    if isinstance(kind, GenericAlias) or not isinstance(kind, type):
        return repr(kind)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _parameters(kinds):
    """The type variables in some types, each once, in order."""
    found = []
    for kind in kinds:
        if isinstance(kind, type) and not isinstance(kind, GenericAlias):
            continue
        if type(kind).__module__ == "typing" and hasattr(kind, "__typing_subst__"):
            inner = (kind,)
        else:
            inner = _parameters(kind) if isinstance(kind, list) else getattr(kind, "__parameters__", ())
        found += [variable for variable in inner if variable not in found]
    return tuple(found)


def _substituted(kind, given):
    """A type with its type variables replaced."""
    for variable, replacement in given:
        if kind is variable:
            return replacement
    if isinstance(kind, list):
        return [_substituted(one, given) for one in kind]
    if isinstance(kind, type) and not isinstance(kind, GenericAlias):
        return kind
    inner = getattr(kind, "__parameters__", ())
    return kind[tuple([_substituted(one, given) for one in inner])] if inner else kind


def _arguments_for(generic, parameters, arguments):
    """The replacements of the type variables of `generic`, as pairs."""
    arguments = arguments if isinstance(arguments, tuple) else (arguments,)
    if not parameters:
        raise TypeError(f"{generic!r} is not a generic class")
    if len(arguments) != len(parameters):
        few = "few" if len(arguments) < len(parameters) else "many"
        raise TypeError(f"Too {few} arguments for {generic!r}; actual {len(arguments)}, expected {len(parameters)}")
    return list(zip(parameters, arguments))


class GenericAlias:
    """list[int]. Attributes and calls go to the class itself."""

    __module__ = "types"

    def __new__(cls, origin, args, /):
        self = object.__new__(cls)
        args = args if isinstance(args, tuple) else (args,)
        object.__setattr__(self, "__origin__", origin)
        object.__setattr__(self, "__args__", args)
        object.__setattr__(self, "__parameters__", _parameters(args))
        object.__setattr__(self, "__unpacked__", False)
        return self

    def __getattribute__(self, name):
        return object.__getattribute__(self, name) if name in _own_names else getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        raise AttributeError(f"'types.GenericAlias' object has no attribute {name!r}")

    def __delattr__(self, name):
        raise AttributeError(f"'types.GenericAlias' object has no attribute {name!r}")

    def __repr__(self):
        shown = ", ".join([_shown(one) for one in self.__args__])
        return f"{'*' if self.__unpacked__ else ''}{_shown(self.__origin__)}[{shown or '()'}]"

    def __getitem__(self, arguments):
        given = _arguments_for(self, self.__parameters__, arguments)
        return GenericAlias(self.__origin__, tuple([_substituted(one, given) for one in self.__args__]))

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
        unpacked = GenericAlias(self.__origin__, self.__args__)
        object.__setattr__(unpacked, "__unpacked__", True)
        yield unpacked

    def __dir__(self):
        return sorted({*dir(self.__origin__), *_own_names})

    def __reduce__(self):
        return GenericAlias, (self.__origin__, self.__args__)

    def __instancecheck__(self, instance):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, cls):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")


class Union:
    """int | str."""

    __iter__ = None  # has brackets, and is no sequence

    __module__ = "typing"

    def __init_subclass__(cls):
        raise TypeError("type 'typing.Union' is not an acceptable base type")

    @property
    def __args__(self):
        return self._args

    @property
    def __parameters__(self):
        return _parameters(self._args)

    @property
    def __origin__(self):
        return Union

    def __repr__(self):
        return " | ".join(["None" if one is type(None) else _shown(one) for one in self._args])

    def __getitem__(self, arguments):
        given = _arguments_for(self, self.__parameters__, arguments)
        return _union_of([_substituted(one, given) for one in self._args])

    def __eq__(self, other):
        if not isinstance(other, Union):
            return NotImplemented
        return len(self._args) == len(other._args) and all([one in other._args for one in self._args])

    def __hash__(self):
        return hash(frozenset(self._args))

    def __or__(self, other):
        return make_union(self, other)

    def __ror__(self, other):
        return make_union(other, self)

    def __instancecheck__(self, instance):
        return isinstance(instance, self._args)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self._args)

    def __reduce__(self):
        return _union_of, (self._args,)


UnionType = Union


def _union_of(kinds):
    # A union has each part once already.
    flat = list(kinds[0]._args) if isinstance(kinds[0], Union) else []
    for kind in kinds[1:] if flat else kinds:
        for part in kind._args if isinstance(kind, Union) else (type(None) if kind is None else kind,):
            if part not in flat:
                flat.append(part)
    if len(flat) == 1:
        return flat[0]
    union = object.__new__(Union)
    union._args = tuple(flat)
    return union


def make_union(left, right):
    """left | right, where one of them is a class, a type with arguments or a union."""
    for kind in (left, right):
        if not (kind is None or isinstance(kind, (type, GenericAlias, Union))):
            return NotImplemented
    return _union_of((left, right))
