"""Cancelling a get leaves the queue whole: a later item goes to the next getter."""
import asyncio

async def getter(name, queue):
    item = await queue.get()
    print(name, "got", item)

async def main():
    queue = asyncio.Queue()
    first = asyncio.create_task(getter("first", queue))
    second = asyncio.create_task(getter("second", queue))
    await asyncio.sleep(0)
    first.cancel()
    await queue.put("item")
    await asyncio.wait([first, second])
    print(first.cancelled(), queue.empty())

asyncio.run(main())
