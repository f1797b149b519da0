"""Waiting putters put in the order in which they began to wait."""
import asyncio

async def main():
    queue = asyncio.Queue(1)
    putters = [asyncio.create_task(queue.put(item)) for item in "abcd"]
    await asyncio.sleep(0)
    print([await queue.get() for _ in range(4)])
    await asyncio.gather(*putters)

asyncio.run(main())
