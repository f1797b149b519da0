"""Functions that take or make functions."""

import sys
from types import GenericAlias

from _functools import cmp_to_key, reduce
from _dispatch import singledispatch, singledispatchmethod
from _partial import Placeholder, _unwrap_partial, _unwrap_partialmethod, partial, partialmethod

__all__ = (
    "Placeholder", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "cache", "cached_property", "cmp_to_key", "lru_cache", "partial",
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


class cached_property:
    """A property that is computed once an instance and then is a plain attribute of it."""

    __class_getitem__ = classmethod(GenericAlias)

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


def __getattr__(name):
    # The class of what cache_info() gives is made when it is first asked for.
    if name != "_CacheInfo":
        raise AttributeError(f"module 'functools' has no attribute {name!r}")
    global _CacheInfo
    from collections import namedtuple
    _CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize", module="functools")
    return _CacheInfo


_KEYWORDS = object()
_KEYS_OF_THEIR_OWN = (int, str)


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


def _require_hashable(key):
    try:
        hash(key)
    except TypeError as error:
        raise error from None


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
    # A dict keeps its order: the first key is the one that was not used for the longest time. It has cells of one result, and
    # nothing is moved that is the last already: comparing keys may call the function, which must not change the dict for ever.
    results = {}
    get = results.get
    hits = misses = 0
    newest = None

    def wrapper(*args, **keywords):
        nonlocal hits, misses, newest
        if keywords or typed:
            key = _call_key(args, keywords, typed)
        else:
            # 1 and 1.0 are different calls, but True and 1.0 are not: CPython's keys are these.
            key = args[0] if len(args) == 1 and type(args[0]) in _KEYS_OF_THEIR_OWN else args
        try:
            found = get(key)
        except TypeError:
            # Of an argument that can't be hashed, the error names its type, not that of the key.
            _require_hashable(key)
            raise
        if found is not None:
            hits += 1
            if maxsize is not None and found is not newest:
                # Touched: it becomes the last. Another thread may have dropped it meanwhile.
                results.pop(key, None)
                results[key] = newest = found
            return found[0]
        misses += 1
        result = function(*args, **keywords)
        if maxsize is None:
            results[key] = (result,)
        elif maxsize:
            # The call may have put the key there itself.
            results.pop(key, None)
            if len(results) >= maxsize:
                results.pop(next(iter(results)), None)
            results[key] = newest = [result]
        return result

    def cache_info():
        """How the cache did: hits, misses, maxsize, currsize."""
        return sys.modules[__name__]._CacheInfo(hits, misses, maxsize, len(results))

    def cache_clear():
        """Forgets all results."""
        nonlocal hits, misses, newest
        results.clear()
        hits = misses = 0
        newest = None

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def _ordering_from(root, wanted, combine):
    """The method `wanted` by way of the method `root`; combine(result of root, self, other) is its answer."""
    def method(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        return combine(result, self, other)
    method.__name__ = wanted
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
