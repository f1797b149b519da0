"""WeakSet, under the name of the module where CPython keeps it."""

from weakref import WeakSet

__all__ = ["WeakSet"]
