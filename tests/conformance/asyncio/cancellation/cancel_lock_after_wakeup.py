"""A waiter cancelled in the tick in which it was given the lock hands it to the next."""
import asyncio

async def worker(name, lock):
    async with lock:
        print(name, "has it")

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(worker("a", lock))
    b = asyncio.create_task(worker("b", lock))
    await asyncio.sleep(0)
    lock.release()
    a.cancel()
    await asyncio.wait([a, b])
    print(a.cancelled(), b.cancelled(), lock.locked())

asyncio.run(main())
