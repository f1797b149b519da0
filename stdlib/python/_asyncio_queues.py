"""Parts of the core of asyncio that are written in Python: gather and Queue."""

from _asyncio import Future, ensure_future, get_event_loop, get_running_loop


async def wrap_awaitable(awaitable):
    return await awaitable


class _GatheringFuture(Future):
    """What gather() returns: cancelling it cancels the children."""

    def __init__(self, children, *, loop):
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        taken = False
        for child in self._children:
            if child.cancel(msg=msg):
                taken = True
        if taken:
            self._cancel_requested = True
        return taken


def gather(*coros_or_futures, return_exceptions=False):
    """Runs the awaitables concurrently; the future's result is the list of their results, in their order."""
    if not coros_or_futures:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer
    children = []
    known = {}
    finished = 0
    outer = None

    def child_done(child):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._make_cancelled_error())
                return
            exception = child.exception()
            if exception is not None:
                outer.set_exception(exception)
                return
        if finished == len(known):
            results = []
            for each in children:
                if each.cancelled():
                    results.append(each._make_cancelled_error())
                else:
                    exception = each.exception()
                    results.append(each.result() if exception is None else exception)
            if outer._cancel_requested:
                outer.set_exception(child._make_cancelled_error())
            else:
                outer.set_result(results)

    loop = None
    for awaitable in coros_or_futures:
        child = known.get(id(awaitable))
        if child is None:
            child = ensure_future(awaitable, loop=loop)
            if loop is None:
                loop = child.get_loop()
            known[id(awaitable)] = child
            child.add_done_callback(child_done)
        children.append(child)
    outer = _GatheringFuture(children, loop=loop)
    return outer


class QueueEmpty(Exception):
    """Raised by get_nowait() of an empty queue."""


class QueueFull(Exception):
    """Raised by put_nowait() of a full queue."""


class QueueShutDown(Exception):
    """Raised by put() and get() of a queue that was shut down."""


QueueEmpty.__module__ = QueueFull.__module__ = QueueShutDown.__module__ = "asyncio.queues"


class Queue:
    """A first-in, first-out queue between tasks; `maxsize` 0 means that it never is full."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = []
        self._putters = []
        self._unfinished = 0
        self._idle = []
        self._shut_down = False
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = []
        self._first = 0

    def _get(self):
        item = self._queue[self._first]
        self._queue[self._first] = None
        self._first += 1
        if self._first > 64 and self._first * 2 > len(self._queue):
            del self._queue[:self._first]
            self._first = 0
        return item

    def _put(self, item):
        self._queue.append(item)

    @staticmethod
    def _wake_next(waiters):
        while waiters:
            waiter = waiters.pop(0)
            if not waiter.done():
                waiter.set_result(None)
                break

    def __repr__(self):
        return f"<{type(self).__name__} maxsize={self._maxsize!r}>"

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue) - getattr(self, "_first", 0)

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        while self.full():
            if self._shut_down:
                raise QueueShutDown
            putter = get_running_loop().create_future()
            self._putters.append(putter)
            try:
                await putter
            except:
                putter.cancel()
                if putter in self._putters:
                    self._putters.remove(putter)
                if not self.full() and not putter.cancelled():
                    self._wake_next(self._putters)
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._shut_down:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._wake_next(self._getters)

    async def get(self):
        while self.empty():
            if self._shut_down:
                raise QueueShutDown
            getter = get_running_loop().create_future()
            self._getters.append(getter)
            try:
                await getter
            except:
                getter.cancel()
                if getter in self._getters:
                    self._getters.remove(getter)
                if not self.empty() and not getter.cancelled():
                    self._wake_next(self._getters)
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            if self._shut_down:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        self._wake_next(self._putters)
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._release()

    def _release(self):
        for waiter in self._idle:
            if not waiter.done():
                waiter.set_result(None)
        self._idle.clear()

    async def join(self):
        if self._unfinished > 0:
            waiter = get_running_loop().create_future()
            self._idle.append(waiter)
            await waiter

    def shutdown(self, immediate=False):
        self._shut_down = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished > 0:
                    self._unfinished -= 1
            if self._unfinished == 0:
                self._release()
        while self._getters:
            getter = self._getters.pop(0)
            if not getter.done():
                getter.set_result(None)
        while self._putters:
            putter = self._putters.pop(0)
            if not putter.done():
                putter.set_result(None)
