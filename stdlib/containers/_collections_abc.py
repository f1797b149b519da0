"""The abstract base classes of containers, under the name that CPython's library imports."""

from collections.abc import *
from collections.abc import __all__


def _check_methods(cls, *names):
    """True when the class has all of these methods, for __subclasshook__; else NotImplemented."""
    for name in names:
        for each in cls.__mro__:
            if name in each.__dict__:
                if each.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True
