"""Threads and what synchronises them."""

import sys as _sys
from _synchronization import (
    Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Semaphore, _active, _deprecated, _RLock)
from _thread import (
    RLock as _CRLock, TIMEOUT_MAX, _at_exit, _get_main_thread_ident, _get_name, _local as local, _ThreadHandle,
    allocate_lock, get_ident, get_native_id, stack_size)
from weakref import WeakSet

__all__ = ("Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event", "ExceptHookArgs", "Lock", "RLock",
           "Semaphore", "TIMEOUT_MAX", "Thread", "ThreadError", "Timer", "active_count", "current_thread", "enumerate",
           "excepthook", "get_ident", "get_native_id", "getprofile", "gettrace", "local", "main_thread", "setprofile",
           "setprofile_all_threads", "settrace", "settrace_all_threads", "stack_size")

_allocate_lock = Lock = allocate_lock
ThreadError = RuntimeError

_HAVE_THREAD_NATIVE_ID = True
_dangling = WeakSet()
_counter = 0
_trace_hook = _profile_hook = None


def _newname(template="Thread-%d"):
    global _counter
    _counter += 1
    return template % _counter


def setprofile(func):
    """Sets what sys.setprofile() is called with in every thread that threading starts."""
    global _profile_hook
    _profile_hook = func


def setprofile_all_threads(func):
    """As setprofile(), for the threads that run as well."""
    setprofile(func)
    _sys._setprofileallthreads(func)


def getprofile():
    return _profile_hook


def settrace(func):
    """Sets what sys.settrace() is called with in every thread that threading starts."""
    global _trace_hook
    _trace_hook = func


def settrace_all_threads(func):
    """As settrace(), for the threads that run as well."""
    settrace(func)
    _sys._settraceallthreads(func)


def gettrace():
    return _trace_hook


_PyRLock = _RLock
RLock = _CRLock


class Thread:
    """A thread that calls run(), which calls `target`."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            name = _newname("Thread-%d")
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self._name = str(name)
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._context = context
        self._handle = _ThreadHandle()
        self._invoke_excepthook = _make_invoke_excepthook()
        self._initialized = True
        _dangling.add(self)

    def __repr__(self):
        assert self._initialized, "Thread.__init__() not called"
        handle = self._handle
        state = "initial" if not handle.has_begun() else "stopped" if handle.is_done() else "started"
        ident = "" if handle.ident is None else f" {handle.ident}"
        return f"<{type(self).__name__}({self._name}, {state}{' daemon' if self._daemonic else ''}{ident})>"

    def _check_initialized(self, message="Thread.__init__() not called"):
        if not self._initialized:
            raise RuntimeError(message)

    def start(self):
        """Starts the thread; once only."""
        self._check_initialized("thread.__init__() not called")
        if self._handle.has_begun():
            raise RuntimeError("threads can only be started once")
        if isinstance(_main_thread, _MainThread):
            _main_thread._note_end()
        self._handle.start(self._bootstrap, self._daemonic)

    def run(self):
        """What the thread does: calls the target that the constructor was given."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # What refers to the thread among them would keep it alive.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        _active[get_ident()] = self
        self._handle.begin()
        try:
            if _trace_hook is not None:
                _sys.settrace(_trace_hook)
            if _profile_hook is not None:
                _sys.setprofile(_profile_hook)
            if self._context is None:
                self.run()
            else:
                self._context.run(self.run)
        except BaseException:
            self._invoke_excepthook(self)
        finally:
            _active.pop(get_ident(), None)

    def join(self, timeout=None):
        """Waits until the thread has ended, `timeout` seconds at most."""
        self._check_initialized()
        if not self._handle.has_begun():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._handle.join(None if timeout is None else max(timeout, 0))

    def is_alive(self):
        """Whether the thread was started and has not ended."""
        assert self._initialized, "Thread.__init__() not called"
        return self._handle.has_begun() and not self._handle.is_done()

    @property
    def name(self):
        """A text for people to know the thread by."""
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        """The identity of the thread, None before it was started; others may have it after its end."""
        assert self._initialized, "Thread.__init__() not called"
        return self._handle.ident

    @property
    def native_id(self):
        """The number that the system has for the thread, None before it was started."""
        assert self._initialized, "Thread.__init__() not called"
        return self._handle.native_id

    @property
    def daemon(self):
        """Whether the end of the program does not wait for the thread."""
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemon):
        self._check_initialized()
        if self._handle.has_begun():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemon

    def isDaemon(self):
        _deprecated("isDaemon()", "get the daemon attribute")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon()", "set the daemon attribute")
        self.daemon = daemonic

    def getName(self):
        _deprecated("getName()", "get the name attribute")
        return self.name

    def setName(self, name):
        _deprecated("setName()", "set the name attribute")
        self.name = name


class _MainThread(Thread):
    """The thread that the program begins in."""

    def __init__(self):
        self._name, self._daemonic = "MainThread", False
        self._handle = _ThreadHandle()
        self._handle.begin(True)
        self._initialized = True
        self._ended = None
        _active[_get_main_thread_ident()] = self

    def _note_end(self):
        # Its end is that of the program, which nobody waits for before there is a second thread.
        if self._ended is None:
            self._ended = Event()
            _at_exit(self._ended.set)

    def is_alive(self):
        return self._ended is None or not self._ended.is_set()

    def join(self, timeout=None):
        if current_thread() is self:
            raise RuntimeError("cannot join current thread")
        self._note_end()
        self._ended.wait(timeout)


class _DummyThread(Thread):
    """A thread that was not started here. It is known until it ends."""

    def __init__(self, name=None):
        self._name, self._daemonic = name or _newname("Dummy-%d"), True
        self._handle = _ThreadHandle()
        self._handle.begin()
        self._initialized = True
        ident = get_ident()
        _active[ident] = self
        _thread_local_info.end = _DeleteDummyThreadOnDel(self, ident)

    def is_alive(self):
        return _active.get(self._handle.ident) is self

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


class _DeleteDummyThreadOnDel:
    """What a thread that was not started here has of its own: goes when it ends, and the thread's object with it."""

    def __init__(self, thread, ident):
        self._thread, self._ident = thread, ident

    def __del__(self, _active=_active):
        if _active.get(self._ident) is self._thread:
            del _active[self._ident]


_thread_local_info = local()


class ExceptHookArgs(tuple):
    """What excepthook is given."""

    __slots__ = ()
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __new__(cls, sequence):
        if isinstance(sequence, (int, float)) or not hasattr(sequence, "__iter__"):
            raise TypeError("constructor requires a sequence")
        self = tuple.__new__(cls, sequence)
        if len(self) != 4:
            raise TypeError(f"_thread._ExceptHookArgs() takes a 4-sequence ({len(self)}-sequence given)")
        return self

    def __repr__(self):
        return "_thread._ExceptHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)" % self


def excepthook(args, /):
    """Reports an exception that ended a thread."""
    if not isinstance(args, ExceptHookArgs):
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    if args.exc_type is SystemExit:
        return
    stream = _sys.stderr
    if stream is None:
        return
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    text = "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
    stream.write(f"Exception in thread {name}:\n{text}")
    stream.flush()


__excepthook__ = excepthook


def _make_invoke_excepthook():
    """A function that calls the hook for the exception which is being handled, in a thread that may outlive this module."""
    old_excepthook, old_sys_excepthook = excepthook, _sys.excepthook

    def invoke_excepthook(thread):
        try:
            hook = excepthook or old_excepthook
            hook(ExceptHookArgs((*_sys.exc_info(), thread)))
        except Exception as error:
            error.__suppress_context__ = True
            stream = _sys.stderr
            if stream is not None:
                print("Exception in threading.excepthook:", file=stream, flush=True)
            (_sys.excepthook or old_sys_excepthook)(type(error), error, error.__traceback__)

    return invoke_excepthook


def current_thread():
    """The Thread object of the caller's thread."""
    thread = _active.get(get_ident())
    # One that was ended by a limit could not take itself out.
    if thread is None or not thread.is_alive():
        thread = _DummyThread(_get_name())
    return thread


def currentThread():
    _deprecated("currentThread()", "use current_thread()")
    return current_thread()


def main_thread():
    """The Thread object of the thread that the program began in."""
    return _main_thread


def active_count():
    """How many threads there are."""
    return len(enumerate())


def activeCount():
    _deprecated("activeCount()", "use active_count()")
    return active_count()


def enumerate():
    """The Thread objects that are alive."""
    # Those that were ended by a limit could not take themselves out.
    return [thread for thread in list(_active.values()) if thread.is_alive()]


_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *args, **kwargs):
    """Has the function called at the end of the program, before threads are waited for: the last one first."""
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    if not _threading_atexits:
        _at_exit(_call_atexits)
    _threading_atexits.append(lambda: func(*args, **kwargs))


def _call_atexits():
    global _SHUTTING_DOWN
    _SHUTTING_DOWN = True
    while _threading_atexits:
        _threading_atexits.pop()()


def _shutdown():
    """What the end of the program does: waits for the threads that are no daemons."""
    _call_atexits()
    for thread in enumerate():
        if not thread.daemon and thread is not _main_thread and thread is not current_thread():
            thread.join()


def _after_fork():
    """In a process that was forked there is the thread which did it, and no other."""
    global _main_thread
    _main_thread = thread = current_thread()
    ident = get_ident()
    for each in list(_active):
        if each != ident:
            del _active[each]
    _dangling.clear()
    _dangling.add(thread)


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


_main_thread = _MainThread()
_dangling.add(_main_thread)

try:
    from posix import register_at_fork as _register_at_fork
    _register_at_fork(after_in_child=_after_fork)
except PermissionError:
    pass  # who may not fork needs it not
