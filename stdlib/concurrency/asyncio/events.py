"""Event loops and their handles, under the names of CPython's module."""

from _asyncio import (
    EventLoop, Handle, TimerHandle, _get_running_loop, _set_running_loop, get_event_loop, get_running_loop,
    new_event_loop, set_event_loop)

AbstractEventLoop = EventLoop

__all__ = ("AbstractEventLoop", "Handle", "TimerHandle", "_get_running_loop", "_set_running_loop", "get_event_loop",
           "get_running_loop", "new_event_loop", "set_event_loop")
