"""Telling coroutines, under the names of CPython's module."""

from _asyncio import iscoroutine, iscoroutinefunction

__all__ = ("iscoroutine", "iscoroutinefunction")
