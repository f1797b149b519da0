"""What threading has to synchronise threads: conditions, semaphores, events, barriers, and a lock to take again and again."""

from _thread import RLock, allocate_lock, get_ident
from time import monotonic as _now

__name__ = "threading"  # where the classes below are found

_active = {}  # the Thread objects by identity


def _deprecated(old, new):
    import warnings
    warnings.warn(f"{old} is deprecated, {new} instead", DeprecationWarning, stacklevel=3)


class _RLock:
    """A lock that the thread which has it can take again, made of another lock."""

    def __init__(self):
        self._block = allocate_lock()
        self._owner = None
        self._count = 0

    def __repr__(self):
        owner = _active.get(self._owner)
        return "<%s %s.%s object owner=%r count=%d at %#x>" % (
            "locked" if self._block.locked() else "unlocked", type(self).__module__, type(self).__qualname__,
            self._owner if owner is None else owner.name, self._count, id(self))

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner, self._count = me, 1
        return taken

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, *details):
        self.release()

    def locked(self):
        return self._block.locked()

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count, self._owner = 0, None
        self._block.release()
        return state

    def _recursion_count(self):
        return self._count if self._owner == get_ident() else 0

    def _is_owned(self):
        return self._owner == get_ident()

    def _at_fork_reinit(self):
        self.__init__()


class Condition:
    """Waiting for a change of something that a lock protects."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
        if hasattr(self._lock, "locked"):
            self.locked = self._lock.locked
        if hasattr(self._lock, "_is_owned"):
            self._is_owned = self._lock._is_owned
            self._release_save, self._acquire_restore = self._lock._release_save, self._lock._acquire_restore
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        return self._lock.locked()

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def wait(self, timeout=None):
        """Gives up the lock until notified, then takes it again. False when `timeout` seconds passed first."""
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        gate = allocate_lock()
        gate.acquire()
        self._waiters.append(gate)
        state = self._release_save()
        notified = False
        try:
            notified = gate.acquire(True, -1 if timeout is None else timeout if timeout > 0 else 0)
            return notified
        finally:
            self._acquire_restore(state)
            if not notified and gate in self._waiters:
                self._waiters.remove(gate)

    def wait_for(self, predicate, timeout=None):
        """Waits until predicate() is true; returns what it gave last."""
        end = None if timeout is None else _now() + timeout
        result = predicate()
        while not result:
            left = None
            if end is not None:
                left = end - _now()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        """Wakes up to `n` threads that wait."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        woken, self._waiters = self._waiters[:n], self._waiters[n:]
        for gate in woken:
            gate.release()

    def notify_all(self):
        """Wakes all that wait."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll()", "use notify_all()")
        self.notify_all()

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()
        self._waiters.clear()


class Semaphore:
    """A counter that acquire() takes from, waiting while it is zero, and release() adds to."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._changed = Condition(allocate_lock())
        self._value = value

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        """Takes one of the counter, and waits while there is none; whether it did."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._changed:
            if not self._value and (not blocking or not self._changed.wait_for(lambda: self._value, timeout)):
                return False
            self._value -= 1
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._changed:
            self._value += n
            self._changed.notify(n)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, error, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    """A Semaphore that may not be released more often than acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}/{self._bound}>"

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._changed:
            if self._value + n > self._bound:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._changed.notify(n)


class Event:
    """A flag to wait for."""

    def __init__(self):
        self._cond = Condition(allocate_lock())
        self._flag = False

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet()", "use is_set()")
        return self._flag

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout) or self._flag


class BrokenBarrierError(RuntimeError):
    """The barrier was broken or reset while a thread waited."""


# What a barrier does: threads come; those of a full round leave, or those that were there when it was reset; nobody passes.
_FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2


class Barrier:
    """Lets `parties` threads through together, again and again."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(allocate_lock())
        self._parties = parties
        self._action, self._timeout = action, timeout
        self._count, self._state = 0, _FILLING

    def __repr__(self):
        cls = type(self)
        state = "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"

    @property
    def parties(self):
        """How many threads pass together."""
        return self._parties

    @property
    def n_waiting(self):
        """How many threads wait now."""
        return self._count if self._state == _FILLING else 0

    @property
    def broken(self):
        """Whether nobody passes until it is reset."""
        return self._state == _BROKEN

    def wait(self, timeout=None):
        """Waits for the others; returns this thread's number of arrival."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            # Those of the last round leave first.
            while self._state in (_DRAINING, _RESETTING):
                self._cond.wait()
            if self._state == _BROKEN:
                raise BrokenBarrierError
            number = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._let_through()
                else:
                    self._wait_for_others(timeout)
                return number
            finally:
                self._count -= 1
                if not self._count and self._state in (_DRAINING, _RESETTING):
                    self._state = _FILLING
                    self._cond.notify_all()

    def _let_through(self):
        try:
            if self._action is not None:
                self._action()
        except BaseException:
            self._break()
            raise
        self._state = _DRAINING
        self._cond.notify_all()

    def _wait_for_others(self, timeout):
        if not self._cond.wait_for(lambda: self._state != _FILLING, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state in (_RESETTING, _BROKEN):
            raise BrokenBarrierError

    def _break(self):
        self._state = _BROKEN
        self._cond.notify_all()

    def reset(self):
        """Back to the first state; threads that wait get a BrokenBarrierError."""
        with self._cond:
            if self._count == 0:
                self._state = _FILLING
            elif self._state in (_FILLING, _BROKEN):
                self._state = _RESETTING
            self._cond.notify_all()

    def abort(self):
        """Breaks the barrier."""
        with self._cond:
            self._break()
