"""A waiter cancelled in the tick in which it was granted a semaphore gives the permit back."""
import asyncio

async def worker(name, semaphore):
    async with semaphore:
        print(name, "inside")

async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    a = asyncio.create_task(worker("a", semaphore))
    b = asyncio.create_task(worker("b", semaphore))
    await asyncio.sleep(0)
    semaphore.release()
    a.cancel()
    await asyncio.wait([a, b])
    print(a.cancelled(), b.cancelled(), semaphore.locked())

asyncio.run(main())
