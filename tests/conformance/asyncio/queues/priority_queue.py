"""A PriorityQueue gives the smallest item first."""
import asyncio

async def main():
    queue = asyncio.PriorityQueue()
    for item in ((3, "c"), (1, "a"), (2, "b"), (1, "A")):
        await queue.put(item)
    print([await queue.get() for _ in range(4)], queue.empty())
    queue = asyncio.PriorityQueue(1)
    queue.put_nowait(5)
    putter = asyncio.create_task(queue.put(1))
    await asyncio.sleep(0)
    print(queue.full(), await queue.get(), await queue.get())
    await putter

asyncio.run(main())
