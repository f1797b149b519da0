"""Cancelling a put on a full queue leaves its item out and lets the next putter go on."""
import asyncio

async def putter(queue, item):
    await queue.put(item)
    print("put", item)

async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait("a")
    second = asyncio.create_task(putter(queue, "b"))
    third = asyncio.create_task(putter(queue, "c"))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    print(await queue.get())
    print(await queue.get())
    print(second.cancelled(), third.done(), queue.empty())

asyncio.run(main())
