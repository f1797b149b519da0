"""Functions that take or make functions."""

__all__ = (
    "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "cache", "cached_property", "cmp_to_key", "lru_cache", "partial",
    "partialmethod", "reduce", "singledispatch", "singledispatchmethod", "total_ordering", "update_wrapper", "wraps")

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)

_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps."""
    for attribute in assigned:
        try:
            value = getattr(wrapped, attribute)
        except AttributeError:
            continue
        setattr(wrapper, attribute, value)
    for attribute in updated:
        getattr(wrapper, attribute).update(getattr(wrapped, attribute, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The decorator form of update_wrapper."""
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


def reduce(function, iterable, initial=_MISSING, /):
    """Joins the items of an iterable from left to right by a function of two."""
    iterator = iter(iterable)
    if initial is _MISSING:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    """A function with some of its arguments given."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        self = object.__new__(cls)
        if isinstance(func, partial) and type(func) is cls:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords
        return self

    def __call__(self, /, *args, **keywords):
        if self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*self.args, *args, **keywords)

    def __get__(self, instance, owner=None):
        return self

    def __repr__(self):
        kind = type(self)
        name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        parts = [repr(self.func), *map(repr, self.args), *(f"{key}={value!r}" for key, value in self.keywords.items())]
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        return type(self), (self.func, *self.args), {"keywords": self.keywords}


class partialmethod:
    """A method with some of its arguments given, to be defined in a class."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, instance, owner=None):
        get = getattr(type(self.func), "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(self.func, instance, owner)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)
        def method(self_or_cls, /, *args, **keywords):
            return self.func(self_or_cls, *self.args, *args, **{**self.keywords, **keywords})
        return method.__get__(instance, owner) if instance is not None else method

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *(f"{key}={value!r}" for key, value in self.keywords.items())]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"


class cached_property:
    """A property that is computed once an instance and then is a plain attribute of it."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache "
                            f"{self.attrname!r} property.") from None
        value = cache.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            cache[self.attrname] = value
        return value


class _CacheInfo(tuple):
    """What cache_info() returns: hits, misses, maxsize, currsize."""

    __slots__ = ()
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


_CacheInfo.__name__ = _CacheInfo.__qualname__ = "CacheInfo"
_KEYWORDS = object()


def _call_key(args, keywords, typed):
    """A hashable that tells calls apart."""
    key = args
    if keywords:
        key += (_KEYWORDS,)
        for item in keywords.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args])
        key += tuple([type(value) for value in keywords.values()])
    return key


def lru_cache(maxsize=128, typed=False):
    """Remembers the results of the last `maxsize` different calls, of all for None."""
    if callable(maxsize):
        return _make_cache(maxsize, 128, False)
    if maxsize is not None:
        if not isinstance(maxsize, int):
            raise TypeError("Expected first argument to be an integer, a callable, or None")
        if maxsize < 0:
            maxsize = 0
    def decorate(function):
        return _make_cache(function, maxsize, typed)
    return decorate


def cache(user_function, /):
    """Remembers the result of every different call."""
    return _make_cache(user_function, None, False)


def _make_cache(function, maxsize, typed):
    # A dict keeps its order: the first key is the one that was not used for the longest time.
    results = {}
    get = results.get
    hits = misses = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = _call_key(args, keywords, typed) if keywords or typed else args
        result = get(key, _MISSING)
        if result is not _MISSING:
            hits += 1
            if maxsize is not None:
                # Touched: it becomes the last. Another thread may have dropped it meanwhile.
                results.pop(key, None)
                results[key] = result
            return result
        misses += 1
        result = function(*args, **keywords)
        if maxsize is None:
            results[key] = result
        elif maxsize:
            # The call may have put the key there itself.
            results.pop(key, None)
            if len(results) >= maxsize:
                results.pop(next(iter(results)), None)
            results[key] = result
        return result

    def cache_info():
        """How the cache did: hits, misses, maxsize, currsize."""
        return _CacheInfo((hits, misses, maxsize, len(results)))

    def cache_clear():
        """Forgets all results."""
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cmp_to_key(mycmp):
    """A key function from a comparison function, which returns a number below, at or above zero."""
    class K:
        __slots__ = ("obj",)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def _ordering_from(root, wanted, combine):
    """The method `wanted` by way of the method `root`; combine(result of root, self, other) is its answer."""
    def method(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        return combine(result, self, other)
    method.__name__ = wanted
    method.__doc__ = getattr(int, wanted).__doc__
    return method


_ORDERINGS = {
    "__lt__": {"__gt__": lambda lt, a, b: not lt and a != b, "__le__": lambda lt, a, b: lt or a == b,
               "__ge__": lambda lt, a, b: not lt},
    "__le__": {"__ge__": lambda le, a, b: not le or a == b, "__lt__": lambda le, a, b: le and a != b,
               "__gt__": lambda le, a, b: not le},
    "__gt__": {"__lt__": lambda gt, a, b: not gt and a != b, "__ge__": lambda gt, a, b: gt or a == b,
               "__le__": lambda gt, a, b: not gt},
    "__ge__": {"__le__": lambda ge, a, b: not ge or a == b, "__gt__": lambda ge, a, b: ge and a != b,
               "__lt__": lambda ge, a, b: not ge},
}


def total_ordering(cls):
    """Fills in the other comparisons of a class that defines __eq__ and one of <, <=, >, >=."""
    roots = [name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in roots)
    for name, combine in _ORDERINGS[root].items():
        if name not in roots:
            setattr(cls, name, _ordering_from(root, name, combine))
    return cls


def _annotated_class(func, argument_name):
    """The class that a function's first parameter is annotated with, for register() without arguments."""
    annotations = getattr(func, "__annotations__", {})
    for name, cls in annotations.items():
        if name != "return":
            if not isinstance(cls, type) and not hasattr(cls, "__args__"):
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
            return cls
    raise TypeError(f"Invalid first argument to `register()`: {argument_name!r}. Use either `@register(some_class)` "
                    "or plain `@register` on an annotated function.")


def _classes(cls):
    """The classes of a union, or one class."""
    if isinstance(cls, type):
        return (cls,)
    members = getattr(cls, "__args__", ())
    if not members or not all([isinstance(member, type) for member in members]):
        raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
    return members


def singledispatch(func):
    """A function with an implementation for each class of its first argument."""
    registry = {object: func}
    cache = {}
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        """The implementation for a class."""
        found = cache.get(cls)
        if found is None:
            found = cache[cls] = registry[_best_class(cls, registry)]
        return found

    def register(cls, implementation=None):
        """Adds the implementation for a class; also as a decorator."""
        if implementation is None:
            if isinstance(cls, type) or hasattr(cls, "__args__"):
                return lambda implementation: register(cls, implementation)
            cls, implementation = _annotated_class(cls, cls), cls
        for one in _classes(cls):
            registry[one] = implementation
        cache.clear()
        return implementation

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = cache.clear
    return update_wrapper(wrapper, func)


def _best_class(cls, registry):
    """The registered class nearest to `cls`: first in its mro, else the most derived abstract one."""
    mro = cls.__mro__
    for base in mro:
        if base in registry and base is not object:
            return base
    best = object
    for candidate in registry:
        if candidate is object or not issubclass(cls, candidate):
            continue
        if best is object or issubclass(candidate, best):
            best = candidate
        elif not issubclass(best, candidate):
            raise RuntimeError(f"Ambiguous dispatch: {best} or {candidate}")
    return best


class singledispatchmethod:
    """A method with an implementation for each class of its first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def method(*args, **keywords):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(type(args[0])).__get__(instance, owner)(*args, **keywords)

        method.register = self.register
        return update_wrapper(method, self.func)
