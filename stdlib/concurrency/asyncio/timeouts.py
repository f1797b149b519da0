"""Deadlines for a block of code: the task is cancelled when one passes, and the cancellation becomes TimeoutError."""

from _asyncio import CancelledError, current_task, get_running_loop

__all__ = ("Timeout", "timeout", "timeout_at")

_CREATED = "created"
_ACTIVE = "active"
_EXPIRING = "expiring"
_EXPIRED = "expired"
_FINISHED = "finished"


class Timeout:
    """An asynchronous context manager that cancels its block at `when`, a time of the loop, or never for None."""

    def __init__(self, when):
        self._state = _CREATED
        self._when = when
        self._handle = self._task = None

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state is not _ACTIVE:
            if self._state is _CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if when is not None:
            self._arm(when)

    def _arm(self, when):
        loop = get_running_loop()
        # A deadline in the past still lets what is ready run first.
        self._handle = loop.call_soon(self._expire) if when <= loop.time() else loop.call_at(when, self._expire)

    def expired(self):
        return self._state is _EXPIRING or self._state is _EXPIRED

    def __repr__(self):
        when = ""
        if self._state is _ACTIVE:
            when = f" when={round(self._when, 3) if self._when is not None else None}"
        return f"<Timeout [{self._state}]{when}>"

    async def __aenter__(self):
        if self._state is not _CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _ACTIVE
        self._task = task
        self._cancelling = task.cancelling()
        when = self._when
        if when is not None:
            self._arm(when)
        return self

    async def __aexit__(self, kind, error, traceback):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state is not _EXPIRING:
            self._state = _FINISHED
            return None
        self._state = _EXPIRED
        # Only our own request is turned into TimeoutError: one from outside goes on as a cancellation.
        if self._task.uncancel() <= self._cancelling and kind is not None:
            if issubclass(kind, CancelledError):
                raise TimeoutError from error
            _mark_as_timeout(error)
        return None

    def _expire(self):
        self._task.cancel()
        self._state = _EXPIRING
        self._handle = None


def _mark_as_timeout(error):
    """Puts a TimeoutError in the place of each cancellation that an exception came from."""
    while error.__context__ is not None:
        context = error.__context__
        if isinstance(context, CancelledError):
            timed_out = TimeoutError()
            timed_out.__context__ = timed_out.__cause__ = context
            error.__context__ = timed_out
            if error.__cause__ is context:
                error.__cause__ = timed_out
            return
        error = context


def timeout(delay):
    """A Timeout that expires `delay` seconds from now; None means never."""
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    """A Timeout that expires at `when`, a time of the running loop; None means never."""
    return Timeout(when)
