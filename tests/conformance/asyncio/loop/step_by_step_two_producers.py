"""The interleaving of two producers and a consumer of a bounded queue, step by step."""
import asyncio

async def producer(name, queue):
    for number in range(3):
        print(name, "puts", number)
        await queue.put((name, number))
        print(name, "put", number)

async def consumer(queue):
    for _ in range(6):
        item = await queue.get()
        print("got", *item)

async def main():
    queue = asyncio.Queue(1)
    await asyncio.gather(producer("a", queue), producer("b", queue), consumer(queue))

asyncio.run(main())
