"""Types with arguments in brackets, as typing makes them: List[int], Callable[[int], str]."""

from _operator import getitem
from _annotations import make_reference, type_repr
from _substitution import arguments_for, parameters_of, substituted
from _types import GenericAlias, Union, callable_parts

# Generic and Protocol, when they are made.
plain_roots = []
# What forgets the answers that were kept.
cleanups = []
_MOST_ANSWERS = 128


def cached(function=None, /, *, typed=False):
    """A decorator: the answers of `function(self, arguments)` are kept; `typed`: apart for arguments that differ in type only."""
    if function is None:
        return lambda function: cached(function, typed=typed)
    answers = {}

    def find(self, arguments):
        key = (self, arguments)
        if typed:
            key += tuple(map(type, arguments)) if isinstance(arguments, tuple) else (type(arguments),)
        try:
            if key in answers:
                return answers[key]
        except TypeError:
            # What can't be hashed is made each time.
            return function(self, arguments)
        made = function(self, arguments)
        if len(answers) >= _MOST_ANSWERS:
            answers.clear()
        answers[key] = made
        return made

    find.__name__, find.__qualname__, find.__doc__ = function.__name__, function.__qualname__, function.__doc__
    cleanups.append(answers.clear)
    return find


def shown(kind):
    """How a type looks in the repr of another."""
    return f"[{', '.join(map(shown, kind))}]" if isinstance(kind, tuple) else type_repr(kind)


def is_dunder(name):
    """Whether a name is __special__."""
    return name.startswith("__") and name.endswith("__")


class _Final:
    """A class that scripts don't derive from."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=False, **keywords):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")


class _NotIterable:
    """What has brackets and is no sequence."""

    __slots__ = ()
    __iter__ = None


# A name with a meaning of its own, some to be followed by brackets. It is made of the function that they call. (Its classes
# have no docstring, as each form has.)
class _SpecialForm(_Final, _NotIterable, _root=True):
    __slots__ = ("_name", "_getitem", "__doc__")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return f"typing.{self._name}"

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **keywords):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, instance):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    @cached
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


# A form that tells 1 from True, and whose function takes the arguments one by one.
class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    @cached(typed=True)
    def __getitem__(self, parameters):
        return self._getitem(self, *parameters if isinstance(parameters, tuple) else (parameters,))


def converted(arg, module=None, *, allow_special_forms=False):
    """A type as it may be written: None is its class, a string a reference to a later definition."""
    if arg is None:
        return type(None)
    return make_reference(arg, module=module, is_class=allow_special_forms) if isinstance(arg, str) else arg


# Forms that are types as they stand, and those that are no arguments of types. The module of forms names them.
WHOLE_FORMS = []
QUALIFIERS = []


def checked(arg, msg="Parameters to generic types must be types.", is_argument=True, module=None, *,
            allow_special_forms=False):
    """A type as it may stand in brackets. Raises TypeError for what is none."""
    arg = converted(arg, module, allow_special_forms=allow_special_forms)
    if any([arg is root for root in plain_roots]):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if isinstance(arg, type):
        return arg
    refused = () if allow_special_forms else QUALIFIERS if is_argument else QUALIFIERS[:1]
    if isinstance(arg, _SpecialForm):
        if arg not in WHOLE_FORMS and not (allow_special_forms and arg in QUALIFIERS):
            raise TypeError(f"Plain {arg} is not valid as type argument")
    elif isinstance(arg, _GenericAlias) and arg.__origin__ in (*plain_roots, *refused):
        raise TypeError(f"{arg} is not valid as type argument")
    elif type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


_OWN_FIELDS = ("_name", "_inst", "_nparams", "_defaults")
_set = object.__setattr__


# What List and List[int] have in common. Calls and attributes go to the class itself.
class _BaseGenericAlias(_Final, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        _set(self, "_inst", inst)
        _set(self, "_name", name)
        _set(self, "__origin__", origin)

    def __call__(self, *args, **keywords):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **keywords)
        try:
            result.__orig_class__ = self
        except Exception:
            # What has no such attribute does without.
            pass
        return result

    def __mro_entries__(self, bases):
        generic = plain_roots[0]
        own = () if self.__origin__ in bases else (self.__origin__,)
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias):
                return own
            entries = (base,)
            if not isinstance(base, type):
                replace = getattr(base, "__mro_entries__", None)
                entries = () if replace is None else replace(bases)
            if isinstance(entries, tuple) and any([isinstance(one, type) and issubclass(one, generic) for one in entries]):
                return own
        return (*own, generic)

    def __getattr__(self, name):
        if name in ("__origin__", "__args__"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
        if name in ("__name__", "__qualname__") and "_name" in self.__dict__:
            return self._name or self.__origin__.__name__
        # Copying and pickling ask for special names before there is anything.
        if "__origin__" in self.__dict__ and not is_dunder(name):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if is_dunder(name) or name in _OWN_FIELDS:
            _set(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list({*super().__dir__(), *[name for name in dir(self.__origin__) if not is_dunder(name)]})

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# A type with arguments in brackets: List[int].
class _GenericAlias(_BaseGenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        args = args if isinstance(args, tuple) else (args,)
        _set(self, "__args__", args)
        _set(self, "__parameters__", parameters_of(args, any([origin is root for root in plain_roots])))
        if not name:
            _set(self, "__module__", origin.__module__)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @cached
    def __getitem__(self, args):
        if self.__origin__ in plain_roots:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        items = [converted(one) for one in (args if isinstance(args, tuple) else (args,))]
        given = arguments_for(self, self.__parameters__, items)
        return self.copy_with(substituted(self.__args__, given, isinstance(self, _CallableGenericAlias)))

    def copy_with(self, args):
        """The type with other arguments."""
        return type(self)(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else shown(self.__origin__)
        return f"{name}[{', '.join(map(shown, self.__args__)) or '()'}]"

    def __reduce__(self):
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return getitem, (self._generic(), args)

    def _generic(self):
        """What has this type when the arguments follow in brackets."""
        import typing
        return getattr(typing, self._name) if self._name else self.__origin__

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is plain_roots[0]:
            # Generic comes last, and only once. A protocol brings it along.
            others = bases[bases.index(self) + 1:]
            if plain_roots[1] in bases or any([isinstance(one, _BaseGenericAlias) and one is not self for one in others]):
                return ()
        return (self.__origin__,)

    def __iter__(self):
        from _typing_forms import Unpack
        yield Unpack[self]


# The name of a class that takes types in brackets: List, Dict …
class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        # Of a class in a module that is imported when somebody asks there are the names only.
        module, kind = origin if isinstance(origin, tuple) else (origin.__module__, origin.__name__)
        super().__init__(origin, inst=inst, name=name or kind)
        if isinstance(origin, tuple):
            _set(self, "_place", origin)
            del self.__dict__["__origin__"]
        _set(self, "_nparams", nparams)
        _set(self, "_defaults", defaults)
        _set(self, "__doc__", f"A generic version of {'' if module == 'builtins' else f'{module}.'}{kind}.")

    def __getattr__(self, name):
        if name == "__origin__" and "_place" in self.__dict__:
            module, kind = self._place
            _set(self, "__origin__", getattr(__import__(module, None, None, (kind,)), kind))
            return self.__origin__
        if "_place" in self.__dict__ and not is_dunder(name):
            return getattr(self.__origin__, name)
        return super().__getattr__(name)

    @cached
    def __getitem__(self, params):
        params = tuple([checked(one) for one in (params if isinstance(params, tuple) else (params,))])
        most, defaults = self._nparams, self._defaults
        if not most:
            raise TypeError(f"{self} is not a generic class")
        missing = most - len(params)
        if 0 < missing <= len(defaults):
            params += defaults[-missing:]
        elif missing:
            wanted = f"at least {most - len(defaults)}" if defaults else most
            raise TypeError(f"Too {'few' if missing > 0 else 'many'} arguments for {self}; actual {len(params)}, "
                            f"expected {wanted}")
        return self.copy_with(params)

    def copy_with(self, params):
        """The type with these arguments."""
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return f"typing.{self._name}"

    def __reduce__(self):
        return self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)


# Tuple.
class _TupleType(_SpecialGenericAlias, _root=True):
    @cached
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        if len(params) >= 2 and params[-1] is ...:
            return self.copy_with((*[checked(one, "Tuple[t, ...]: t must be a type.") for one in params[:-1]], ...))
        return self.copy_with(tuple([checked(one, "Tuple[t0, t1, ...]: each t must be a type.") for one in params]))


# Callable[[int], str]: the parameters are arguments of their own.
class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def __repr__(self):
        parameters, result = callable_parts(self)
        return f"typing.Callable[{shown(tuple(parameters) if isinstance(parameters, list) else parameters)}, {shown(result)}]"

    def __reduce__(self):
        return getitem, (self._generic(), callable_parts(self))


# Callable.
class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        """The type with these parameters and this result."""
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = params
        # A list can't be looked up among the answers.
        return self._with((tuple(parameters) if isinstance(parameters, list) else parameters, result))

    @cached
    def _with(self, params):
        parameters, result = params
        result = checked(result, "Callable[args, result]: result must be a type.")
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return self.copy_with((*map(converted, parameters), result))


# Concatenate[int, P].
class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    _stands_for_parameters = True

    def copy_with(self, params):
        *first, last = params
        if isinstance(last, (list, tuple)):
            return (*first, *last)
        return super().copy_with((*first, *last.__args__) if isinstance(last, _ConcatenateGenericAlias) else params)


# Unpack[Ts].
class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __getitem__(self, args):
        return args if self.__typing_is_unpacked_typevartuple__ else super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        kind, = self.__args__
        if not isinstance(kind, (_GenericAlias, GenericAlias)):
            return None
        if kind.__origin__ is not tuple:
            raise TypeError("Unpack[...] must be used with a tuple type")
        return kind.__args__

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return getattr(type(self.__args__[0]), "_stands_for_many", False)


# Literal[1, "a"].
class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return {(one, type(one)) for one in self.__args__} == {(one, type(one)) for one in other.__args__}

    def __hash__(self):
        return hash(frozenset([(one, type(one)) for one in self.__args__]))


# Annotated[type, more…].
class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        _set(self, "__metadata__", metadata)

    def copy_with(self, params):
        return type(self)(params[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{', '.join([shown(self.__origin__), *map(repr, self.__metadata__)])}]"

    def __reduce__(self):
        return getitem, (self._generic(), (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)


for _one in list(globals().values()):
    if isinstance(_one, type) and issubclass(_one, (_Final, _NotIterable)):
        _one.__module__ = "typing"
