"""Tasks, futures, locks, queues and the event loop.

The core is the native module `_asyncio`; what is here is built on it. A submodule is loaded when a name of it is first used.

What `_asyncio` gives (CPython's signatures, messages, reprs and order of execution, unless something else is said):

- Classes. `Future(*, loop=None)` and `Task(coro, *, loop=None, name=None, context=None, eager_start=False)`, both to be
  subclassed, `Handle`, `TimerHandle`, `EventLoop`, `Queue(maxsize=0)`. `__module__` is "_asyncio" for Future and Task,
  "asyncio.events" for handles and "asyncio.queues" for Queue. A subclass of Queue may define `_init(maxsize)`,
  `_put(item)`, `_get()` and `_queue` (sized); the native methods then call them in place of touching the native store.
- Exceptions. `CancelledError(BaseException)`, `InvalidStateError(Exception)` ("asyncio.exceptions"), `QueueEmpty`,
  `QueueFull`, `QueueShutDown` ("asyncio.queues").
- Functions. `sleep(delay, result=None)`, `gather(*coros_or_futures, return_exceptions=False)`, `create_task(coro, *,
  name=None, context=None, **kwargs)`, `ensure_future(awaitable, *, loop=None)`, `current_task(loop=None)`,
  `all_tasks(loop=None)`, `get_running_loop()`, `_get_running_loop()`, `_set_running_loop(loop)`, `get_event_loop()`,
  `new_event_loop()`, `set_event_loop(loop)`, `isfuture(obj)`, `iscoroutine(obj)`, `iscoroutinefunction(func)`,
  `_enter_task(loop, task)`, `_leave_task(loop, task)`, `_register_task(task)`, `_unregister_task(task)`.
- `_on_sigint(callback)`: from now on Ctrl-C calls `callback()` between two instructions of the VM's main thread (and wakes
  its loop) where it would raise KeyboardInterrupt; what the callback raises is raised there. `None` puts the default
  back. Returns whether it did: False where the VM may not see signals, off its main thread, and when a script has put a
  handler of its own.
- `EventLoop.run_in_executor(executor, func, *args)`: `None` means the loop's default executor, native threads unless
  `set_default_executor` gave one. For an executor that is an object it returns
  `asyncio.futures.wrap_future(executor.submit(func, *args), loop=self)`.
"""

from _asyncio import (
    CancelledError, EventLoop, Future, Handle, InvalidStateError, Queue, QueueEmpty, QueueFull, QueueShutDown, Task,
    TimerHandle, _enter_task, _get_running_loop, _leave_task, _register_task, _set_running_loop, _unregister_task,
    all_tasks, create_task, current_task, ensure_future, gather, get_event_loop, get_running_loop, iscoroutine,
    iscoroutinefunction, isfuture, new_event_loop, set_event_loop, sleep)

TimeoutError = TimeoutError
AbstractEventLoop = BaseEventLoop = SelectorEventLoop = EventLoop
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

# Public names that are loaded when they are asked for: submodule -> names.
_lazy = {
    "runners": ("Runner", "run"),
    "tasks": ("as_completed", "create_eager_task_factory", "eager_task_factory", "run_coroutine_threadsafe", "shield",
              "wait", "wait_for"),
    "taskgroups": ("TaskGroup",),
    "timeouts": ("Timeout", "timeout", "timeout_at"),
    "locks": ("Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "Semaphore"),
    "queues": ("LifoQueue", "PriorityQueue"),
    "threads": ("to_thread",),
    "futures": ("wrap_future",),
    "events": ("get_event_loop_policy", "set_event_loop_policy"),
    "exceptions": ("BrokenBarrierError", "IncompleteReadError", "LimitOverrunError", "SendfileNotAvailableError"),
}
_submodules = ("coroutines", "events", "base_events")
_home = {name: module for module, names in _lazy.items() for name in names}

__all__ = (
    "ALL_COMPLETED", "AbstractEventLoop", "BaseEventLoop", "CancelledError", "EventLoop", "FIRST_COMPLETED",
    "FIRST_EXCEPTION", "Future", "Handle", "InvalidStateError", "Queue", "QueueEmpty", "QueueFull", "QueueShutDown",
    "SelectorEventLoop", "Task", "TimeoutError", "TimerHandle", "_enter_task", "_get_running_loop", "_leave_task",
    "_register_task", "_set_running_loop", "_unregister_task", "all_tasks", "create_task", "current_task",
    "ensure_future", "gather", "get_event_loop", "get_running_loop", "iscoroutine", "iscoroutinefunction", "isfuture",
    "new_event_loop", "set_event_loop", "sleep", *_home)


def __getattr__(name):
    home = _home.get(name)
    if home is not None:
        value = getattr(__import__("asyncio." + home, None, None, (name,)), name)
    elif name in _lazy or name in _submodules:
        value = __import__("asyncio." + name, None, None, ("*",))
    elif name in ("AbstractEventLoopPolicy", "DefaultEventLoopPolicy"):
        return getattr(__import__("asyncio.events", None, None, (name,)), name)
    else:
        raise AttributeError(f"module 'asyncio' has no attribute '{name}'")
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__, *_lazy, *_submodules})
