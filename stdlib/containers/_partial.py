"""Functions with some of their arguments given."""

from types import GenericAlias, MethodType

__all__ = ("Placeholder", "partial", "partialmethod")


class _PlaceholderType:
    """The type of Placeholder, which keeps a place among the arguments of partial."""

    __slots__ = ()
    __module__ = "functools"
    _only = None

    def __new__(cls, *args, **keywords):
        if args or keywords:
            raise TypeError("PlaceholderType takes no arguments")
        if cls._only is None:
            cls._only = object.__new__(cls)
        return cls._only

    def __init_subclass__(cls, **options):
        raise TypeError("type 'functools._PlaceholderType' is not an acceptable base type")

    def __setattr__(self, name, value):
        raise AttributeError(f"'functools._PlaceholderType' object has no attribute {name!r} and no __dict__ for setting "
                             "new attributes")

    def __repr__(self):
        return "Placeholder"

    def __reduce__(self):
        return "Placeholder"


Placeholder = _PlaceholderType()


class _ReadOnly:
    """An attribute that shows a slot."""

    def __init__(self, slot):
        self._slot = slot

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self._slot)

    def __set__(self, instance, value):
        raise AttributeError("readonly attribute")

    def __delete__(self, instance):
        raise AttributeError("readonly attribute")


def _joined(given, args):
    """Arguments put in the places that are kept among those that were given, and behind them."""
    rest = iter(args)
    return (*[next(rest, Placeholder) if one is Placeholder else one for one in given], *rest)


def _require_no_trailing_place(args, keywords):
    if args and args[-1] is Placeholder:
        raise TypeError("trailing Placeholders are not allowed")
    for value in keywords.values():
        if value is Placeholder:
            raise TypeError("Placeholder cannot be passed as a keyword argument")


def _places_in(args):
    """How many arguments a call has to fill in."""
    return [one is Placeholder for one in args].count(True)


class partial:
    """A function with some of its arguments given."""

    __slots__ = ("_func", "_args", "_keywords", "_places", "__dict__", "__weakref__")
    __module__ = "functools"

    func = _ReadOnly("_func")
    args = _ReadOnly("_args")
    keywords = _ReadOnly("_keywords")
    __class_getitem__ = classmethod(GenericAlias)

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, *args = args
        if not callable(func):
            raise TypeError("the first argument must be callable")
        _require_no_trailing_place(args, keywords)
        if isinstance(func, partial) and type(func).__call__ is partial.__call__ and not func.__dict__:
            args = _joined(func._args, args)
            keywords = {**func._keywords, **keywords}
            func = func._func
        self = object.__new__(cls)
        self._func, self._args, self._keywords, self._places = func, tuple(args), keywords, _places_in(args)
        return self

    def __call__(self, /, *args, **keywords):
        if self._keywords:
            keywords = {**self._keywords, **keywords}
        if self._places:
            if len(args) < self._places:
                raise TypeError("missing positional arguments in 'partial' call; "
                                f"expected at least {self._places}, got {len(args)}")
            return self._func(*_joined(self._args, args), **keywords)
        return self._func(*self._args, *args, **keywords)

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    def __repr__(self):
        kind = type(self)
        name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            keywords = [f"{key}={value!r}" for key, value in self._keywords.items()]
            return f"{name}({', '.join([repr(self._func), *map(repr, self._args), *keywords])})"
        finally:
            _being_shown.discard(id(self))

    def __reduce__(self):
        return type(self), (self._func,), (self._func, self._args, self._keywords, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, names = state
        if not callable(func) or not isinstance(args, tuple) or not isinstance(keywords, (dict, type(None))):
            raise TypeError("invalid partial state")
        _require_no_trailing_place(args, {})
        self._func, self._args, self._keywords, self._places = func, tuple(args), dict(keywords or {}), _places_in(args)
        self.__dict__.clear()
        self.__dict__.update(names or {})


_being_shown = set()


def _partial_new(cls, func, /, *args, **keywords):
    if not callable(func) and not hasattr(func, "__get__"):
        raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
    _require_no_trailing_place(args, keywords)
    if isinstance(func, partialmethod):
        args = _joined(func.args, args)
        keywords = {**func.keywords, **keywords}
        func = func.func
    self = object.__new__(cls)
    self.func, self.args, self.keywords = func, args, keywords
    return self


class partialmethod:
    """A method with some of its arguments given, to be defined in a class."""

    __module__ = "functools"
    __new__ = _partial_new
    __class_getitem__ = classmethod(GenericAlias)

    def _unbound(self):
        """The function that a class shows."""
        def method(cls_or_self, /, *args, **keywords):
            return partial(self.func, cls_or_self, *self.args, **self.keywords)(*args, **keywords)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.__partialmethod__ = self
        return method

    def __get__(self, instance, owner=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(instance, owner)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                if hasattr(bound, "__self__"):
                    result.__self__ = bound.__self__
                return result
        return self._unbound().__get__(instance, owner)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *[f"{key}={value!r}" for key, value in self.keywords.items()]]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"


def _unwrap_partial(func):
    """What a chain of partials calls in the end; inspect asks."""
    while isinstance(func, partial):
        func = func.func
    return func


def _unwrap_partialmethod(func):
    """The same, of partial methods too."""
    before = None
    while func is not before:
        before = func
        while isinstance(getattr(func, "__partialmethod__", None), partialmethod):
            func = func.__partialmethod__
        while isinstance(func, partialmethod):
            func = getattr(func, "func")
        func = _unwrap_partial(func)
    return func
