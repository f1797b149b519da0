"""Waiting getters get items in the order in which they began to wait."""
import asyncio

async def getter(name, queue):
    print(name, "got", await queue.get())

async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(name, queue)) for name in "abc"]
    await asyncio.sleep(0)
    for item in (1, 2, 3):
        queue.put_nowait(item)
    await asyncio.gather(*tasks)

asyncio.run(main())
