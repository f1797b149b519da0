"""The event loop, under the name of CPython's module."""

from _asyncio import EventLoop as BaseEventLoop

__all__ = ("BaseEventLoop",)
