"""A subclass of Queue may change where items are kept by _init, _put and _get."""
import asyncio

class SetQueue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = set()

    def _put(self, item):
        self._queue.add(item)

    def _get(self):
        item = min(self._queue)
        self._queue.discard(item)
        return item

async def main():
    queue = SetQueue()
    for item in (3, 1, 3, 2, 1):
        queue.put_nowait(item)
    print(queue.qsize(), [await queue.get() for _ in range(3)], queue.empty())

asyncio.run(main())
