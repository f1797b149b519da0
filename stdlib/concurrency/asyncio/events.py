"""Event loops and their handles, under the names of CPython's module; policies, which are deprecated (until 3.16)."""

import _asyncio
from _asyncio import EventLoop, Handle, TimerHandle, _get_running_loop, _set_running_loop, get_running_loop

AbstractEventLoop = EventLoop

__all__ = ("AbstractEventLoop", "Handle", "TimerHandle", "_get_running_loop", "_set_running_loop", "get_event_loop",
           "get_event_loop_policy", "get_running_loop", "new_event_loop", "set_event_loop", "set_event_loop_policy")


class _AbstractEventLoopPolicy:
    """What decides which loop a thread has, and how loops are made."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class _BaseDefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    """A loop for each thread: the machine's own."""

    _loop_factory = EventLoop

    def get_event_loop(self):
        return _asyncio.get_event_loop()

    def set_event_loop(self, loop):
        _asyncio.set_event_loop(loop)

    def new_event_loop(self):
        return self._loop_factory()


class _DefaultEventLoopPolicy(_BaseDefaultEventLoopPolicy):
    """The policy that there is when no other was set."""


_policy = None


def _get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = _DefaultEventLoopPolicy()
    return _policy


def _set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, _AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _policy = policy
    if policy is not None:
        # Until now the names were the machine's functions, which know of no policies.
        import asyncio
        from asyncio import runners
        for module in (asyncio, runners):
            module.set_event_loop, module.new_event_loop = set_event_loop, new_event_loop
        asyncio.get_event_loop = get_event_loop


def _warn(name):
    import warnings
    message = "{name!r} is deprecated and slated for removal in Python {remove}"
    warnings._deprecated(f"asyncio.{name}", message, remove=(3, 16))


def get_event_loop_policy():
    """The policy that is in force. Deprecated."""
    _warn("get_event_loop_policy")
    return _get_event_loop_policy()


def set_event_loop_policy(policy):
    """Puts a policy in force, the default one for None. Deprecated."""
    _warn("set_event_loop_policy")
    _set_event_loop_policy(policy)


def get_event_loop():
    """The running loop, else the one that the policy has for this thread."""
    loop = _get_running_loop()
    if loop is not None:
        return loop
    return _asyncio.get_event_loop() if _policy is None else _policy.get_event_loop()


def set_event_loop(loop):
    """The loop of this thread, by the policy."""
    if _policy is None:
        _asyncio.set_event_loop(loop)
    else:
        _policy.set_event_loop(loop)


def new_event_loop():
    """A new event loop, by the policy."""
    return EventLoop() if _policy is None else _policy.new_event_loop()


def __getattr__(name):
    if name in ("AbstractEventLoopPolicy", "DefaultEventLoopPolicy"):
        _warn(name)
        return globals()["_" + name]
    raise AttributeError(f"module 'asyncio.events' has no attribute '{name}'")
