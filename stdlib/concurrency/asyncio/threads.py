"""Running blocking functions beside the event loop."""

from _asyncio import get_running_loop
from _contextvars import copy_context

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    """The result of func(*args, **kwargs), called in a worker thread, in a copy of the current context; the loop goes on
    meanwhile."""
    loop = get_running_loop()
    run = copy_context().run
    if kwargs:
        def call():
            return run(func, *args, **kwargs)
        return await loop.run_in_executor(None, call)
    return await loop.run_in_executor(None, run, func, *args)
