"""A small whole program: producers, a queue, workers, results in order of work."""
import asyncio

async def producer(queue, count):
    for number in range(count):
        await queue.put(number)
        await asyncio.sleep(0)

async def worker(name, queue, results):
    while True:
        number = await queue.get()
        try:
            await asyncio.sleep(0)
            results.append((name, number, number ** 2))
        finally:
            queue.task_done()

async def main():
    queue, results = asyncio.Queue(2), []
    workers = [asyncio.create_task(worker(name, queue, results)) for name in ("w1", "w2")]
    await producer(queue, 6)
    await queue.join()
    for task in workers:
        task.cancel()
    outcome = await asyncio.gather(*workers, return_exceptions=True)
    print([type(error).__name__ for error in outcome])
    for result in results:
        print(*result)

asyncio.run(main())
