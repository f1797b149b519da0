"""Futures of threads, executors, and waiting for several futures."""

from _thread import allocate_lock
from types import GenericAlias

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError

_PENDING = "PENDING"
_RUNNING = "RUNNING"
_CANCELLED = "CANCELLED"
_NOTIFIED = "CANCELLED_AND_NOTIFIED"
_FINISHED = "FINISHED"
_SHOWN = {_PENDING: "pending", _RUNNING: "running", _CANCELLED: "cancelled", _NOTIFIED: "cancelled",
          _FINISHED: "finished"}


class Error(Exception):
    """The base of what futures raise about themselves."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """The operation does not fit the future's state."""


class BrokenExecutor(RuntimeError):
    """A worker of the executor died, or could not be set up."""


for _cls in (CancelledError, InvalidStateError):
    _cls.__module__ = "concurrent.futures._base"


class Future:
    """The outcome of a call that runs in another thread."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._lock = allocate_lock()
        self._state = _PENDING
        self._result = self._exception = None
        # Locks that wake threads blocked in result(), and functions to call.
        self._sleepers = []
        self._callbacks = []

    def __repr__(self):
        outcome = ""
        if self._state is _FINISHED:
            outcome = f" raised {type(self._exception).__name__}" if self._exception is not None else \
                f" returned {type(self._result).__name__}"
        return f"<{type(self).__name__} at {id(self):#x} state={_SHOWN[self._state]}{outcome}>"

    def cancel(self):
        """Cancels the call if it has not begun. Whether it is cancelled now."""
        with self._lock:
            if self._state is _RUNNING or self._state is _FINISHED:
                return False
            if self._state is not _PENDING:
                return True
            self._state = _CANCELLED
            self._wake()
        self._call_back()
        return True

    def cancelled(self):
        return self._state is _CANCELLED or self._state is _NOTIFIED

    def running(self):
        return self._state is _RUNNING

    def done(self):
        return self._state is not _PENDING and self._state is not _RUNNING

    def add_done_callback(self, fn):
        """Calls fn(future) when it is done, in the thread that finishes it; at once when it is done already."""
        with self._lock:
            if not self.done():
                self._callbacks.append(fn)
                return
        _call(fn, self)

    def _wait(self, timeout):
        """Blocks until done; raises what the outcome cannot say itself."""
        if not self.done():
            sleeper = allocate_lock()
            sleeper.acquire()
            with self._lock:
                asleep = not self.done()
                if asleep:
                    self._sleepers.append(sleeper)
            if asleep and not sleeper.acquire(True, -1 if timeout is None else timeout if timeout > 0 else 0) and not self.done():
                raise TimeoutError
        if self.cancelled():
            raise CancelledError

    def result(self, timeout=None):
        """What the call returned, or raises what it raised. Blocks for it, `timeout` seconds at most."""
        self._wait(timeout)
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def exception(self, timeout=None):
        """What the call raised, or None. Blocks for it, `timeout` seconds at most."""
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        """For executors: marks the call as begun. False when it was cancelled."""
        with self._lock:
            if self._state is _PENDING:
                self._state = _RUNNING
                return True
            if self._state is _CANCELLED:
                self._state = _NOTIFIED
                return False
        raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        """For executors: the call returned."""
        self._finish(result, None)

    def set_exception(self, exception):
        """For executors: the call raised."""
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._lock:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = _FINISHED
            self._wake()
        self._call_back()

    def _wake(self):
        for sleeper in self._sleepers:
            sleeper.release()
        self._sleepers = []

    def _call_back(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            _call(callback, self)


Future.__module__ = "concurrent.futures._base"


def _call(callback, future):
    try:
        callback(future)
    except Exception:
        import sys
        import traceback
        sys.stderr.write(f"exception calling callback for {future!r}\n{traceback.format_exc()}")


class Executor:
    """Runs calls elsewhere."""

    def submit(self, fn, /, *args, **kwargs):
        """Has a call run. Returns its Future."""
        raise NotImplementedError

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """The results of fn for the items of the iterables, in order; all calls begin at once."""
        end = None if timeout is None else _now() + timeout
        futures = [self.submit(fn, *arguments) for arguments in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    yield future.result() if end is None else future.result(end - _now())
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Takes no more calls."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.shutdown(wait=True)
        return False


def _now():
    from time import monotonic
    return monotonic()


class _Done(tuple):
    """What wait() returns: the sets done and not_done."""

    __slots__ = ()
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return "DoneAndNotDoneFutures(done=%r, not_done=%r)" % tuple(self)


class _Arrivals:
    """Futures as they get done, handed to one thread that waits."""

    def __init__(self, futures):
        self.lock = allocate_lock()
        self.gate = allocate_lock()
        self.gate.acquire()
        self.arrived = []
        for future in futures:
            future.add_done_callback(self._arrive)

    def _arrive(self, future):
        with self.lock:
            self.arrived.append(future)
            if self.gate.locked():
                self.gate.release()

    def take(self, end):
        """Those that came since the last call; blocks until there is one. Empty after the time `end`."""
        self.gate.acquire(True, -1 if end is None else max(end - _now(), 0))
        with self.lock:
            arrived, self.arrived = self.arrived, []
        return arrived


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits for futures. Returns the sets (done, not_done)."""
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    futures = set(fs)
    end = None if timeout is None else _now() + timeout
    done = {future for future in futures if future.done()}
    pending = futures - done

    def enough(some):
        if return_when == FIRST_COMPLETED:
            return bool(some)
        return return_when == FIRST_EXCEPTION and any([
            not future.cancelled() and future.exception() is not None for future in some])

    if pending and not enough(done):
        arrivals = _Arrivals(pending)
        while pending:
            arrived = arrivals.take(end)
            done.update(arrived)
            pending.difference_update(arrived)
            if not arrived or enough(arrived):
                break
    return _Done((done, pending))


def as_completed(fs, timeout=None):
    """The futures in the order in which they get done."""
    futures = set(fs)
    total = len(futures)
    end = None if timeout is None else _now() + timeout
    done = [future for future in futures if future.done()]
    pending = futures.difference(done)
    yield from done
    arrivals = _Arrivals(pending)
    while pending:
        arrived = arrivals.take(end)
        if not arrived:
            raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
        pending.difference_update(arrived)
        yield from arrived
