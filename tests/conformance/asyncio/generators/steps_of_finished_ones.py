"""Steps of an async generator that has finished meanwhile; a queue whose items are replaced; tasks that are settled by hand."""
import asyncio
import collections
import gc


def drive(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return f"{type(error).__name__}({error})"


async def generator():
    items = [str(i) for i in range(20)]
    try:
        yield 1
    finally:
        print(len(items), items[0])


g = generator()
late = g.asend(None)
first = g.asend(None)
print(drive(first.send, None), drive(g.aclose().send, None))
gc.collect()
junk = [[i] * 20 for i in range(10000)]
print(drive(late.throw, KeyError("late")), drive(late.send, None))


async def queues():
    queue = asyncio.Queue()
    queue._queue = collections.deque([1, 2, 3])
    print(queue.qsize(), await queue.get(), queue.get_nowait(), queue.qsize())
    await queue.put(4)
    print(queue.get_nowait(), queue.get_nowait(), queue.empty(), drive(queue.get_nowait))
    queue._queue = collections.deque()
    print(queue.qsize(), drive(queue.get_nowait))


asyncio.run(queues())
