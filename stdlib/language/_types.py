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


def _variable_kind(kind):
    """For a type variable what it stands for, "type", "types" or "parameters"; else None."""
    return getattr(type(kind), "_variable_kind", None)


def parameters_of(kinds):
    """The type variables in some types, each once, in order."""
    found = []
    for kind in kinds:
        if isinstance(kind, type) and not isinstance(kind, GenericAlias):
            continue
        if _variable_kind(kind):
            inner = (kind,)
        else:
            inner = parameters_of(kind) if isinstance(kind, (list, tuple)) else getattr(kind, "__parameters__", ())
        found += [variable for variable in inner if variable not in found] if isinstance(inner, (list, tuple)) else []
    return tuple(found)


def _flattened(arguments):
    """Arguments with *tuple[int, str] as its parts."""
    flat = []
    for one in arguments:
        parts = getattr(one, "__args__", ()) if getattr(one, "__unpacked__", False) is True else ()
        flat += parts if parts and one.__origin__ is tuple and ... not in parts else [one]
    return flat


def bound_arguments(generic, parameters, arguments):
    """What the type variables of `generic` are given, by the variable. For several types a tuple."""
    if not parameters:
        raise TypeError(f"{generic!r} is not a generic class")
    arguments = _flattened(arguments)
    kinds = [_variable_kind(one) for one in parameters]
    if kinds == ["parameters"] and not (len(arguments) == 1 and _is_parameter_list(arguments[0])):
        arguments = [list(arguments)]
    given = {}
    if "types" in kinds:
        place = kinds.index("types")
        behind = len(kinds) - place - 1
        if len(arguments) >= place + behind:
            end = len(arguments) - behind
            arguments = [*arguments[:place], tuple(arguments[place:end]), *arguments[end:]]
    least = [kind != "types" and not one.has_default() for kind, one in zip(kinds, parameters)].count(True)
    if len(arguments) > len(parameters):
        raise TypeError(f"Too many arguments for {generic!r}; actual {len(arguments)}, expected {len(parameters)}")
    for number, one in enumerate(parameters):
        if number < len(arguments):
            given[one] = arguments[number]
        elif one.has_default():
            given[one] = one.__default__
        elif kinds[number] == "types":
            given[one] = ()
        elif kinds[number] == "parameters":
            raise TypeError(f"Too few arguments for {generic!r}")
        else:
            raise TypeError(f"Too few arguments for {generic!r}; actual {len(arguments)}, expected at least {least}")
    return given


def _is_parameter_list(kind):
    """Whether something can be given for a ParamSpec."""
    return kind is ... or isinstance(kind, (list, tuple)) or _variable_kind(kind) == "parameters" or \
        getattr(getattr(kind, "__origin__", None), "_name", None) == "Concatenate"


def substituted(kinds, given, flatten=False):
    """Types with their type variables replaced; `flatten`: what stands for parameters is put in their place."""
    made = []
    for kind in kinds:
        variable = _variable_kind(kind)
        if variable and kind in given:
            value = given[kind]
            made += value if flatten and isinstance(value, (list, tuple)) else [value]
        elif isinstance(kind, list):
            made.append(substituted(kind, given))
        elif isinstance(kind, type) and not isinstance(kind, GenericAlias):
            made.append(kind)
        elif getattr(kind, "__typing_unpacks__", None) in given:
            made += given[kind.__typing_unpacks__]
        else:
            inner = getattr(kind, "__parameters__", ())
            if not isinstance(inner, tuple) or not any([one in given for one in inner]):
                made.append(kind)
                continue
            value = kind[tuple(_given_for(inner, given))]
            made += value if flatten and isinstance(value, tuple) else [value]
    return made


def _given_for(variables, given):
    """The arguments for a type inside of another that has some of its variables."""
    arguments = []
    for one in variables:
        value = given.get(one, one)
        arguments += value if _variable_kind(one) == "types" and isinstance(value, tuple) else [value]
    return arguments


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
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        given = bound_arguments(self, self.__parameters__, arguments)
        return GenericAlias(self.__origin__, tuple(substituted(self.__args__, given)))

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


class CallableAlias(GenericAlias):
    """collections.abc.Callable[[int], str]: the parameters are arguments of their own."""

    __module__ = "collections.abc"

    def __new__(cls, origin, args, /):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (list, tuple)):
            args = (*parameters, result)
        elif not _is_parameter_list(parameters):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {parameters}")
        return GenericAlias.__new__(cls, origin, args)

    def __repr__(self):
        *parameters, result = self.__args__
        if len(parameters) == 1 and _is_parameter_list(parameters[0]):
            return f"collections.abc.Callable[{_shown(parameters[0])}, {_shown(result)}]"
        return f"collections.abc.Callable[[{', '.join([_shown(one) for one in parameters])}], {_shown(result)}]"

    def __getitem__(self, arguments):
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        given = bound_arguments(self, self.__parameters__, arguments)
        return callable_with(self, substituted(self.__args__, given, flatten=True))

    def __reduce__(self):
        *parameters, result = self.__args__
        return CallableAlias, (self.__origin__, (parameters, result))


def callable_with(alias, arguments):
    """A CallableAlias with other arguments."""
    *parameters, result = arguments
    is_whole = len(parameters) == 1 and _is_parameter_list(parameters[0])
    return CallableAlias(alias.__origin__, (parameters[0] if is_whole else parameters, result))


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
        from typing import _type_check
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        return _union_of([_type_check(one, "Union[arg, ...]: each arg must be a type.") for one in arguments])

    @property
    def __args__(self):
        return self._args

    @property
    def __parameters__(self):
        return parameters_of(self._args)

    @property
    def __origin__(self):
        return Union

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return " | ".join(["None" if one is type(None) else _shown(one) for one in self._args])

    def __getitem__(self, arguments):
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        return _union_of(substituted(self._args, bound_arguments(self, self.__parameters__, arguments)))

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
