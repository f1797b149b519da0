"""Queues. Queue itself is native; the others keep its items in another order."""

from _asyncio import Queue, QueueEmpty, QueueFull, QueueShutDown

__all__ = ("LifoQueue", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull", "QueueShutDown")


class PriorityQueue(Queue):
    """Gives the smallest item first; items are often tuples (priority, data)."""

    def _init(self, maxsize):
        from heapq import heappop, heappush
        self._queue = []
        self._heappush, self._heappop = heappush, heappop

    def _put(self, item):
        self._heappush(self._queue, item)

    def _get(self):
        return self._heappop(self._queue)


class LifoQueue(Queue):
    """Gives the newest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
