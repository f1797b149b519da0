"""Running a program's main coroutine: asyncio.run and Runner."""

from _asyncio import (
    CancelledError, _get_running_loop, _on_sigint, all_tasks, gather, iscoroutine, new_event_loop, set_event_loop)
from _contextvars import copy_context

__all__ = ("Runner", "run")

_CREATED = "created"
_READY = "initialized"
_CLOSED = "closed"


class Runner:
    """Owns an event loop for several `run` calls; closing it cancels what is left and closes the loop."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._state = _CREATED
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._set_event_loop = False
        self._context = None
        self._interrupts = 0

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def close(self):
        """Cancels the remaining tasks, finalises async generators and threads, closes the loop."""
        if self._state is not _READY:
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            if self._set_event_loop:
                set_event_loop(None)
            loop.close()
            self._loop = None
            self._state = _CLOSED

    def get_loop(self):
        self._open()
        return self._loop

    def run(self, coro, *, context=None):
        """Runs a coroutine (or another awaitable) to its end in the runner's loop and returns its result."""
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._open()
        if not iscoroutine(coro):
            if not hasattr(type(coro), "__await__"):
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
            coro = _wrap_awaitable(coro)
        loop = self._loop
        task = loop.create_task(coro, context=self._context if context is None else context)
        self._interrupts = 0

        def on_interrupt():
            self._interrupts += 1
            if self._interrupts > 1 or task.done():
                raise KeyboardInterrupt
            task.cancel()

        handling = _on_sigint(on_interrupt)
        try:
            return loop.run_until_complete(task)
        except CancelledError:
            if self._interrupts and task.uncancel() == 0:
                raise KeyboardInterrupt
            raise
        finally:
            if handling:
                _on_sigint(None)

    def _open(self):
        if self._state is _READY:
            return
        if self._state is _CLOSED:
            raise RuntimeError("Runner is closed")
        if self._loop_factory is None:
            self._loop = new_event_loop()
            if not self._set_event_loop:
                # A second runner must find no loop left over from the first.
                set_event_loop(self._loop)
                self._set_event_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = copy_context()
        self._state = _READY


async def _wrap_awaitable(awaitable):
    return await awaitable


def run(main, *, debug=None, loop_factory=None):
    """Runs a coroutine in a new event loop, then closes the loop. Not to be called while a loop runs in this thread."""
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    tasks = all_tasks(loop)
    if not tasks:
        return
    for task in tasks:
        task.cancel()
    loop.run_until_complete(gather(*tasks, return_exceptions=True))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": task.exception(),
                "task": task,
            })
