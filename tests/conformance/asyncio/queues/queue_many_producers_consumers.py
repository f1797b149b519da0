"""Several producers and consumers move every item exactly once."""
import asyncio

async def producer(queue, base):
    for number in range(50):
        await queue.put(base + number)

async def consumer(queue, seen):
    while True:
        seen.append(await queue.get())
        queue.task_done()

async def main():
    queue, seen = asyncio.Queue(3), []
    consumers = [asyncio.create_task(consumer(queue, seen)) for _ in range(4)]
    await asyncio.gather(*[producer(queue, base) for base in (0, 100, 200)])
    await queue.join()
    for task in consumers:
        task.cancel()
    print(len(seen), sorted(seen) == sorted(base + n for base in (0, 100, 200) for n in range(50)))

asyncio.run(main())
