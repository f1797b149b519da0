"""A getter that comes while an item is there takes it at once, even when another was woken for it."""
import asyncio

async def getter(name, queue):
    print(name, "got", await queue.get())

async def main():
    queue = asyncio.Queue()
    asyncio.create_task(getter("early", queue))
    await asyncio.sleep(0)
    queue.put_nowait("x")
    print("main got", await queue.get())
    queue.put_nowait("y")
    await asyncio.sleep(0)
    await asyncio.sleep(0)

asyncio.run(main())
