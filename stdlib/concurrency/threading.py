"""Threads and what synchronises them."""

from _thread import (
    RLock, TIMEOUT_MAX, _get_name, _ThreadHandle, allocate_lock, get_ident, get_native_id)
from time import monotonic as _now

__all__ = ("Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event", "Lock", "RLock", "Semaphore",
           "TIMEOUT_MAX", "Thread", "ThreadError", "Timer", "active_count", "current_thread", "enumerate", "excepthook",
           "get_ident", "get_native_id", "local", "main_thread")

Lock = allocate_lock
ThreadError = RuntimeError

_threads = {}
_counter = 0


def _new_name(template):
    global _counter
    _counter += 1
    return template % _counter


class Condition:
    """Waiting for a change of something that a lock protects."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        owned = getattr(self._lock, "_is_owned", None)
        return owned() if owned is not None else self._lock.locked()

    def wait(self, timeout=None):
        """Gives up the lock until notified, then takes it again. False when `timeout` seconds passed first."""
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        gate = allocate_lock()
        gate.acquire()
        self._waiters.append(gate)
        give_up = getattr(self._lock, "_release_save", self._lock.release)
        state = give_up()
        notified = False
        try:
            notified = gate.acquire(True, -1 if timeout is None else timeout if timeout > 0 else 0)
            return notified
        finally:
            if state is None:
                self._lock.acquire()
            else:
                self._lock._acquire_restore(state)
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
        self.notify(len(self._waiters))


class Semaphore:
    """A counter that acquire() takes from, waiting while it is zero, and release() adds to."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._changed = Condition(allocate_lock())
        self._value = value

    def acquire(self, blocking=True, timeout=None):
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

    def release(self, n=1):
        if self._value + n > self._bound:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    """A flag to wait for."""

    def __init__(self):
        self._changed = Condition(allocate_lock())
        self._flag = False

    def __repr__(self):
        return f"<threading.Event at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    def is_set(self):
        return self._flag

    def set(self):
        with self._changed:
            self._flag = True
            self._changed.notify_all()

    def clear(self):
        with self._changed:
            self._flag = False

    def wait(self, timeout=None):
        with self._changed:
            return self._flag or self._changed.wait(timeout) or self._flag


class BrokenBarrierError(RuntimeError):
    """The barrier was broken or reset while a thread waited."""


class Barrier:
    """Lets `parties` threads through together, again and again."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._changed = Condition(allocate_lock())
        self.parties = parties
        self._action, self._timeout = action, timeout
        self._count = self._round = 0
        self.broken = False

    @property
    def n_waiting(self):
        return self._count

    def wait(self, timeout=None):
        """Waits for the others; returns this thread's number of arrival."""
        with self._changed:
            if self.broken:
                raise BrokenBarrierError
            number, this = self._count, self._round
            self._count += 1
            if self._count == self.parties:
                try:
                    if self._action is not None:
                        self._action()
                except BaseException:
                    self._break()
                    raise
                self._next_round()
                return number
            passed = self._changed.wait_for(
                lambda: self._round != this or self.broken, self._timeout if timeout is None else timeout)
            if not passed:
                self._break()
            if self._round == this or self.broken:
                raise BrokenBarrierError
            return number

    def _next_round(self):
        self._count = 0
        self._round += 1
        self._changed.notify_all()

    def _break(self):
        self.broken = True
        self._changed.notify_all()

    def reset(self):
        with self._changed:
            if self._count:
                self._break()
                self._count = 0
            self.broken = False

    def abort(self):
        with self._changed:
            self._break()


class Thread:
    """A thread that calls run(), which calls `target`."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            name = _new_name("Thread-%d")
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self._name = str(name)
        self._daemon = current_thread().daemon if daemon is None else daemon
        self._handle = _ThreadHandle()

    def __repr__(self):
        handle = self._handle
        state = "initial" if not handle.has_begun() else "stopped" if handle.is_done() else "started"
        ident = "" if handle.ident is None else f" {handle.ident}"
        return f"<{type(self).__name__}({self._name}, {state}{' daemon' if self._daemon else ''}{ident})>"

    def start(self):
        """Starts the thread; once only."""
        if self._handle.has_begun():
            raise RuntimeError("threads can only be started once")
        self._handle.start(self._bootstrap, self._daemon)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        _threads[get_ident()] = self
        self._handle.begin()
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            del _threads[self._handle.ident]

    def join(self, timeout=None):
        """Waits until the thread has ended, `timeout` seconds at most."""
        if not self._handle.has_begun():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._handle.join(None if timeout is None else max(timeout, 0))

    def is_alive(self):
        return self._handle.has_begun() and not self._handle.is_done()

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._handle.ident

    @property
    def native_id(self):
        return self._handle.native_id

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemon):
        if self._handle.has_begun():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = daemon


class _ForeignThread(Thread):
    """The main thread, and those that were not started here."""

    def __init__(self, name, daemon, is_main=False):
        self._name, self._daemon = name, daemon
        self._handle = _ThreadHandle()
        self._handle.begin(is_main)


class _MainThread(_ForeignThread):
    pass


class ExceptHookArgs(tuple):
    """What excepthook is given."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args):
    """Reports an exception that ended a thread."""
    import sys
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    text = "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
    sys.stderr.write(f"Exception in thread {name}:\n{text}")
    sys.stderr.flush()


def current_thread():
    """The Thread object of the caller's thread."""
    ident = get_ident()
    thread = _threads.get(ident)
    if thread is None or not thread.is_alive():
        thread = _ForeignThread(_get_name() or _new_name("Dummy-%d"), True)
    return thread


def main_thread():
    return _main


def active_count():
    return len(enumerate())


def enumerate():
    """The Thread objects that are alive."""
    # Those that were ended by a limit could not take themselves out.
    return [thread for thread in list(_threads.values()) if thread.is_alive()]


class local:
    """An object whose attributes each thread has of its own."""

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__spaces", {get_ident(): {}})
        object.__setattr__(self, "_local__arguments", (args, kwargs))
        return self

    def __space(self):
        spaces = object.__getattribute__(self, "_local__spaces")
        ident = get_ident()
        space = spaces.get(ident)
        if space is None:
            space = spaces[ident] = {}
            args, kwargs = object.__getattribute__(self, "_local__arguments")
            type(self).__init__(self, *args, **kwargs)
        return space

    def __getattribute__(self, name):
        space = local.__space(self)
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        local.__space(self)[name] = value

    def __delattr__(self, name):
        space = local.__space(self)
        if name not in space:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        del space[name]


class Timer(Thread):
    """Calls a function after `interval` seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = [] if args is None else args, {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


_main = _MainThread("MainThread", False, True)
_threads[_main.ident] = _main
