"""Waiting for tasks and futures: wait, wait_for, shield, as_completed, and tasks made from other threads."""

from _asyncio import (
    CancelledError, Queue, Task, _enter_task, _leave_task, _register_task, _unregister_task, all_tasks, create_task,
    current_task, ensure_future, gather, get_event_loop, get_running_loop, iscoroutine, isfuture, sleep)
from asyncio.timeouts import Timeout

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

__all__ = (
    "ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION", "Task", "_enter_task", "_leave_task", "_register_task",
    "_unregister_task", "all_tasks", "as_completed", "create_eager_task_factory", "create_task", "current_task",
    "eager_task_factory", "ensure_future", "gather", "run_coroutine_threadsafe", "shield", "sleep", "wait", "wait_for")


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits until futures and tasks are done, the first of them is, or the first fails. Returns the sets (done, pending)."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    futures = dict.fromkeys(fs)
    if any([iscoroutine(future) for future in futures]):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(futures, timeout, return_when, get_running_loop())


async def _wait(futures, timeout, return_when, loop):
    waiter = loop.create_future()
    left = len(futures)
    at_first = return_when == FIRST_COMPLETED
    at_error = return_when == FIRST_EXCEPTION

    def on_done(future):
        nonlocal left
        left -= 1
        if not left or at_first or at_error and not future.cancelled() and future.exception() is not None:
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    timer = None if timeout is None else loop.call_later(timeout, _release, waiter)
    for future in futures:
        future.add_done_callback(on_done)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in futures:
            future.remove_done_callback(on_done)
    done, pending = set(), set()
    for future in futures:
        (done if future.done() else pending).add(future)
    return done, pending


def _release(waiter, *_):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout):
    """The result of an awaitable, or TimeoutError after `timeout` seconds, with the awaitable cancelled."""
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with Timeout(get_running_loop().time() + timeout):
        return await fut


async def _cancel_and_wait(future):
    """Cancels a future and waits until it is done, however it ends."""
    waiter = get_running_loop().create_future()

    def on_done(_):
        _release(waiter)

    future.add_done_callback(on_done)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(on_done)


def shield(arg):
    """A future with the outcome of `arg` (an awaitable) whose cancellation does not cancel `arg`."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    loop = inner.get_loop()
    outer = loop.create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif (error := inner.exception()) is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)
            inner.add_done_callback(_report_lost_error)

    def _report_lost_error(inner):
        if not inner.cancelled() and (error := inner.exception()) is not None:
            loop.call_exception_handler({
                "message": f"{type(error).__name__} exception in shielded future",
                "exception": error,
                "future": inner,
            })

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


class _AsCompletedIterator:
    """Both iterators of as_completed: plain gives awaitables, `async for` gives the futures that are done, in order."""

    def __init__(self, awaitables, timeout):
        loop = get_event_loop()
        self._done = Queue()
        self._timer = None
        self._todo = dict.fromkeys([ensure_future(one, loop=loop) for one in dict.fromkeys(awaitables)])
        self._left = len(self._todo)
        for future in self._todo:
            future.add_done_callback(self._on_done)
        if self._todo and timeout is not None:
            self._timer = loop.call_later(timeout, self._on_timeout)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._next()

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._wait_for_one()

    async def _wait_for_one(self):
        return (await self._next()).result()

    async def _next(self):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future

    def _on_done(self, future):
        if future not in self._todo:
            return
        del self._todo[future]
        self._done.put_nowait(future)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    def _on_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._on_done)
            self._done.put_nowait(None)
        self._todo.clear()


def as_completed(fs, *, timeout=None):
    """Iterates over awaitables in the order in which they end; `for` gives awaitables, `async for` the done futures."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


def run_coroutine_threadsafe(coro, loop):
    """Runs a coroutine in another thread's loop. Returns a concurrent.futures.Future."""
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    from concurrent.futures import Future as ThreadFuture
    from asyncio.futures import _chain_future
    future = ThreadFuture()

    def start():
        try:
            _chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return future


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks run at once until their first suspension."""

    def factory(loop, coro, *, eager_start=True, **options):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **options)

    return factory


eager_task_factory = create_eager_task_factory(Task)
