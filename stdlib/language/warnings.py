"""Warnings: CPython's module, with what came after 3.11. What decides about a warning is in _warnings."""

import sys

import _py_warnings as _module
from _warnings import warn


class deprecated:
    """Marks a function or class as deprecated: using it warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, level = self.message, self.category, self.stacklevel
        arg.__deprecated__ = message
        if category is None:
            return arg
        if isinstance(arg, type):
            original = arg.__new__

            def __new__(cls, /, *args, **keywords):
                if cls is arg:
                    warn(message, category, stacklevel=level + 1)
                if original is not object.__new__:
                    return original(cls, *args, **keywords)
                return original(cls)

            arg.__new__ = staticmethod(__new__)
            return arg
        if not callable(arg):
            raise TypeError(f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}")
        from functools import wraps

        @wraps(arg)
        def wrapper(*args, **keywords):
            warn(message, category, stacklevel=level + 1)
            return arg(*args, **keywords)

        wrapper.__deprecated__ = message
        return wrapper


_module.deprecated = deprecated
_module.__all__ = [*_module.__all__, "deprecated"]
_module.__name__, _module.__file__ = "warnings", __file__
sys.modules[__name__] = _module
