"""wait_for around a queue's get loses no item."""
import asyncio

async def main():
    queue = asyncio.Queue()
    try:
        await asyncio.wait_for(queue.get(), 0.001)
    except TimeoutError:
        print("nothing came")
    queue.put_nowait("item")
    print(await asyncio.wait_for(queue.get(), 1))

asyncio.run(main())
