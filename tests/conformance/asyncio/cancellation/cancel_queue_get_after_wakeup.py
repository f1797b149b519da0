"""A getter cancelled after it was woken passes its turn on; the item is not lost."""
import asyncio

async def getter(name, queue):
    item = await queue.get()
    print(name, "got", item)

async def main():
    queue = asyncio.Queue()
    first = asyncio.create_task(getter("first", queue))
    second = asyncio.create_task(getter("second", queue))
    await asyncio.sleep(0)
    queue.put_nowait("item")
    first.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(first.cancelled(), second.done(), queue.qsize())
    second.cancel()

asyncio.run(main())
