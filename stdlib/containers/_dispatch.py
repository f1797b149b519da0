"""Functions with an implementation for each class of an argument."""

from abc import get_cache_token
from types import GenericAlias, MappingProxyType, UnionType

__all__ = ("singledispatch", "singledispatchmethod")


def _is_union_of_classes(cls):
    return isinstance(cls, UnionType) and all([isinstance(one, type) for one in cls.__args__])


def _is_dispatchable(cls):
    return isinstance(cls, type) and not isinstance(cls, GenericAlias) or _is_union_of_classes(cls)


def _annotated_class(func):
    """What a function's first parameter is annotated with, for register() without arguments."""
    if not getattr(func, "__annotate__", None) and not getattr(func, "__annotations__", None):
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` "
                        "or plain `@register` on an annotated function.")
    from annotationlib import Format, ForwardRef
    from typing import get_type_hints
    name, cls = next(iter(get_type_hints(func, format=Format.FORWARDREF).items()))
    if _is_dispatchable(cls):
        return cls
    if isinstance(cls, UnionType):
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes.")
    if isinstance(cls, ForwardRef):
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is an unresolved forward reference.")
    raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")


def singledispatch(func):
    """A function with an implementation for each class of its first argument."""
    from functools import update_wrapper
    registry, cache = {object: func}, {}
    token = None
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        """The implementation for a class."""
        nonlocal token
        if token is not None and token != get_cache_token():
            # A class became a subclass of an abstract one.
            cache.clear()
            token = get_cache_token()
        found = cache.get(cls)
        if found is None:
            found = cache[cls] = registry[_best_class(cls, registry)]
        return found

    def register(cls, func=None):
        """Adds the implementation for a class; also as a decorator."""
        nonlocal token
        if not _is_dispatchable(cls):
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            cls, func = _annotated_class(cls), cls
        elif func is None:
            return lambda func: register(cls, func)
        for one in cls.__args__ if isinstance(cls, UnionType) else (cls,):
            registry[one] = func
            if token is None and hasattr(one, "__abstractmethods__"):
                token = get_cache_token()
        cache.clear()
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = cache.clear
    return update_wrapper(wrapper, func)


def _best_class(cls, registry):
    """The registered class nearest to `cls`: along its mro, an abstract one where it begins to fit."""
    mro = cls.__mro__
    for base in mro:
        if base in registry:
            return base
        fitting = [one for one in registry if one not in mro and issubclass(base, one) and
                   not any([issubclass(above, one) for above in base.__bases__])]
        nearest = [one for one in fitting if not any([other is not one and issubclass(other, one) for other in fitting])]
        if len(nearest) > 1:
            raise RuntimeError(f"Ambiguous dispatch: {nearest[0]} or {nearest[1]}")
        if nearest:
            return nearest[0]
    return object


class singledispatchmethod:
    """A method with an implementation for each class of its first argument after self."""

    __module__ = "functools"

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Adds the implementation for a class; also as a decorator."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        from functools import update_wrapper
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def method(*args, **keywords):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(instance, owner)(*args, **keywords)

        method.register = self.register
        return update_wrapper(method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
