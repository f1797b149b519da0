"""Synchronisation between tasks: Lock, Event, Condition, Semaphore, Barrier. All serve in order of arrival."""

from _asyncio import CancelledError, get_running_loop
from asyncio.exceptions import BrokenBarrierError
from collections import deque

__all__ = ("Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "Semaphore")


class _Waiting:
    """What waits: futures in order of arrival, all of one loop."""

    _loop = None
    _waiters = None

    def _add_waiter(self):
        """A new future at the end of the queue; belongs to the first loop that ever waited here."""
        loop = get_running_loop()
        if self._loop is not loop:
            if self._loop is not None:
                raise RuntimeError(f"{self!r} is bound to a different event loop")
            self._loop = loop
        if self._waiters is None:
            self._waiters = deque()
        waiter = loop.create_future()
        self._waiters.append(waiter)
        return waiter

    def __repr__(self):
        waiters = f", waiters:{len(self._waiters)}" if self._waiters else ""
        return f"{object.__repr__(self)[:-1]} [{self._describe()}{waiters}]>"


class Lock(_Waiting):
    """A mutex for tasks. A task that was woken gets it before one that comes later."""

    _locked = False

    def _describe(self):
        return "locked" if self._locked else "unlocked"

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and not self._waiters:
            self._locked = True
            return True
        return await self._acquire()

    async def __aenter__(self):
        if not self._locked and not self._waiters:
            self._locked = True
        else:
            await self._acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()

    async def _acquire(self):
        if not self._locked and _all_cancelled(self._waiters):
            self._locked = True
            return True
        waiter = self._add_waiter()
        try:
            await waiter
        except CancelledError:
            self._waiters.remove(waiter)
            if not self._locked:
                # It may have been passed to us: pass it on.
                self._wake_first()
            raise
        except BaseException:
            self._waiters.remove(waiter)
            raise
        self._waiters.remove(waiter)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        if self._waiters:
            self._wake_first()

    def _wake_first(self):
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)
            return


def _all_cancelled(waiters):
    for waiter in waiters:
        if not waiter.cancelled():
            return False
    return True


class Event(_Waiting):
    """A flag to wait for."""

    _value = False

    def _describe(self):
        return "set" if self._value else "unset"

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            if self._waiters:
                for waiter in self._waiters:
                    if not waiter.done():
                        waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        waiter = self._add_waiter()
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Condition(_Waiting):
    """Waiting for a change of something that a lock protects."""

    def __init__(self, lock=None):
        if lock is None:
            lock = Lock()
        self._lock = lock
        self._waiters = deque()
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release

    def _describe(self):
        return "locked" if self.locked() else "unlocked"

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()

    async def wait(self):
        """Gives up the lock until another task notifies, then takes it again. True."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = self._add_waiter()
        self.release()
        try:
            try:
                await waiter
                return True
            finally:
                self._waiters.remove(waiter)
                await self._acquire_again()
        except BaseException:
            # We may have been notified and can't act on it: somebody else must.
            self._notify(1)
            raise

    async def _acquire_again(self):
        """Takes the lock whatever happens; raises the last cancellation after that."""
        cancellation = None
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as error:
                cancellation = error
        if cancellation is not None:
            try:
                raise cancellation
            finally:
                cancellation = None

    async def wait_for(self, predicate):
        """Waits until predicate() is true and returns what it gave."""
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Wakes up to `n` tasks that wait."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notify(n)

    def notify_all(self):
        self.notify(len(self._waiters))

    def _notify(self, n):
        for waiter in self._waiters:
            if n <= 0:
                break
            if not waiter.done():
                n -= 1
                waiter.set_result(False)


class Semaphore(_Waiting):
    """A counter that acquire() takes from, waiting while it is zero, and release() adds to."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value

    def _describe(self):
        return "locked" if self.locked() else f"unlocked, value:{self._value}"

    def locked(self):
        """Whether acquire() would have to wait."""
        return self._value == 0 or bool(self._waiters) and not _all_cancelled(self._waiters)

    async def acquire(self):
        if self._value and not self._waiters:
            self._value -= 1
            return True
        return await self._acquire()

    async def __aenter__(self):
        if self._value and not self._waiters:
            self._value -= 1
        else:
            await self._acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()

    async def _acquire(self):
        if self._value and _all_cancelled(self._waiters):
            self._value -= 1
            return True
        waiter = self._add_waiter()
        try:
            await waiter
        except CancelledError:
            if not waiter.cancelled():
                # Granted and cancelled at once: give it back.
                self._value += 1
            raise
        finally:
            self._waiters.remove(waiter)
            while self._value > 0 and self._wake_next():
                pass
        return True

    def release(self):
        self._value += 1
        if self._waiters:
            self._wake_next()

    def _wake_next(self):
        """Grants one to the first that waits. Whether there was one."""
        for waiter in self._waiters:
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """A Semaphore that may not be released more often than acquired."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


_FILLING = "filling"
_DRAINING = "draining"
_RESETTING = "resetting"
_BROKEN = "broken"


class Barrier:
    """Lets `parties` tasks through together, again and again."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = Condition()
        self._parties = parties
        self._state = _FILLING
        self._count = 0

    def __repr__(self):
        waiters = "" if self.broken else f", waiters:{self.n_waiting}/{self.parties}"
        return f"{object.__repr__(self)[:-1]} [{self._state}{waiters}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, kind, error, traceback):
        pass

    async def wait(self):
        """Waits for the others. Returns this task's number of arrival, 0 for the first."""
        async with self._cond:
            # The last round must have left before a new one may come in.
            while self._state is _DRAINING or self._state is _RESETTING:
                await self._cond.wait()
            if self._state is _BROKEN:
                raise BrokenBarrierError("Barrier aborted")
            number = self._count
            self._count += 1
            try:
                if number + 1 == self._parties:
                    self._state = _DRAINING
                    self._cond.notify_all()
                else:
                    while self._state is _FILLING:
                        await self._cond.wait()
                    if self._state is _BROKEN or self._state is _RESETTING:
                        raise BrokenBarrierError("Abort or reset of barrier")
                return number
            finally:
                self._count -= 1
                self._leave()

    def _leave(self):
        """After the last one left a round, the next may begin."""
        if self._count == 0:
            if self._state is _RESETTING or self._state is _DRAINING:
                self._state = _FILLING
            self._cond.notify_all()

    async def reset(self):
        """Empties the barrier; those who wait get BrokenBarrierError."""
        async with self._cond:
            if self._count > 0:
                if self._state is not _RESETTING:
                    self._state = _RESETTING
            else:
                self._state = _FILLING
            self._cond.notify_all()

    async def abort(self):
        """Breaks the barrier for good (until reset); those who wait get BrokenBarrierError."""
        async with self._cond:
            self._state = _BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state is _FILLING else 0

    @property
    def broken(self):
        return self._state is _BROKEN
