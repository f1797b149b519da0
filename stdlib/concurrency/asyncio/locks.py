"""Synchronisation between tasks. Lock, Event and Semaphore are native. All serve in order of arrival."""

from _asyncio import BoundedSemaphore, CancelledError, Event, Lock, Semaphore, _Waiters
from asyncio.exceptions import BrokenBarrierError

__all__ = ("Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "Semaphore")


class Condition:
    """Waiting for a change of something that a lock protects."""

    def __init__(self, lock=None):
        if lock is None:
            lock = Lock()
        self._lock = lock
        self._waiters = _Waiters()
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release

    def __repr__(self):
        state = "locked" if self.locked() else "unlocked"
        waiters = f", waiters:{len(self._waiters)}" if self._waiters else ""
        return f"{object.__repr__(self)[:-1]} [{state}{waiters}]>"

    def __aenter__(self):
        return self._lock.__aenter__()

    def __aexit__(self, kind, error, traceback):
        return self._lock.__aexit__(kind, error, traceback)

    async def wait(self):
        """Gives up the lock until another task notifies, then takes it again. True."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            try:
                return await self._waiters.wait()
            finally:
                await self._acquire_again()
        except BaseException:
            # We may have been notified and can't act on it: somebody else must.
            self._waiters.notify(1)
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
        self._waiters.notify(n)

    def notify_all(self):
        self.notify(len(self._waiters))


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
