"""Items come out of a queue in the order in which they went in."""
import asyncio

async def main():
    queue = asyncio.Queue()
    for item in "abc":
        await queue.put(item)
    print(queue.qsize(), queue.empty(), queue.full(), queue.maxsize)
    print([await queue.get() for _ in range(3)], queue.empty())

asyncio.run(main())
