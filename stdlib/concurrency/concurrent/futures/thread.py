"""An executor with a pool of threads."""

from _thread import _at_exit, _cpu_count, _start_joinable, allocate_lock
from concurrent.futures._base import BrokenExecutor, Executor, Future
from types import GenericAlias

__all__ = ("BrokenThreadPool", "ThreadPoolExecutor")


# Executors that have threads, in order; the end of the program shuts them down.
_active = {}
_counter = 0


def _shut_down_all():
    for executor in list(_active):
        executor.shutdown(wait=False)


_at_exit(_shut_down_all)


class BrokenThreadPool(BrokenExecutor):
    """A worker's initializer failed."""


class _WorkItem:
    """A call that a thread of the pool makes, and the future of its result."""

    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def run(self):
        """Makes the call, unless it was cancelled."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)

    __class_getitem__ = classmethod(GenericAlias)


class ThreadPoolExecutor(Executor):
    """Runs calls in up to `max_workers` threads, which are started as they are needed."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, _cpu_count() + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            global _counter
            thread_name_prefix = f"ThreadPoolExecutor-{_counter}"
            _counter += 1
        self._name, self._started = thread_name_prefix, 0
        self._max_workers = max_workers
        self._initializer, self._initargs = initializer, initargs
        self._lock = allocate_lock()
        self._work = []
        self._next = 0
        # A lock for each thread: those that wait for work (each is released when there is some), and those that run.
        self._idle = []
        self._running = set()
        self._closed = self._broken = False

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        with self._lock:
            if self._broken:
                raise BrokenThreadPool("A thread initializer failed, the thread pool is not usable anymore")
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            self._work.append(_WorkItem(future, fn, args, kwargs))
            if self._idle:
                self._idle.pop().release()
            elif len(self._running) < self._max_workers:
                ended = allocate_lock()
                ended.acquire()
                self._running.add(ended)
                _active[self] = None
                _start_joinable(lambda: self._run(ended), False, f"{self._name}_{self._started}")
                self._started += 1
        return future

    def _run(self, ended):
        try:
            if self._initializer is None or self._initialize():
                self._work_until_closed()
        finally:
            with self._lock:
                self._running.discard(ended)
                if not self._running:
                    _active.pop(self, None)
            ended.release()

    def _initialize(self):
        try:
            self._initializer(*self._initargs)
            return True
        except BaseException:
            import sys
            import traceback
            sys.stderr.write("Exception in initializer:\n" + traceback.format_exc())
            with self._lock:
                self._broken = True
                dropped = self._take_all()
            for item in dropped:
                item.future.set_exception(BrokenThreadPool(
                    "A thread initializer failed, the thread pool is not usable anymore"))
            return False

    def _take_all(self):
        work, self._work, self._next = self._work[self._next:], [], 0
        return work

    def _take(self):
        """The oldest call, or None."""
        if self._next == len(self._work):
            return None
        item = self._work[self._next]
        self._work[self._next] = None
        self._next += 1
        if self._next > 64 and self._next * 2 > len(self._work):
            del self._work[:self._next]
            self._next = 0
        return item

    def _work_until_closed(self):
        wake = allocate_lock()
        wake.acquire()
        while True:
            with self._lock:
                item = self._take()
                if item is None:
                    if self._closed:
                        return
                    self._idle.append(wake)
            if item is None:
                wake.acquire()
                continue
            item.run()
            # Keep nothing alive while waiting.
            item = None

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Takes no more calls; waits for those that were submitted, or cancels what has not begun."""
        with self._lock:
            self._closed = True
            dropped = self._take_all() if cancel_futures else ()
            idle, self._idle = self._idle, []
            running = list(self._running)
        for wake in idle:
            wake.release()
        for item in dropped:
            item.future.cancel()
        if wait:
            for ended in running:
                ended.acquire()
                ended.release()
