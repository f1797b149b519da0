"""A task that releases a lock and wants it again at once has to queue up behind the waiters."""
import asyncio

async def worker(name, lock):
    for turn in range(2):
        async with lock:
            print(name, turn)

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(worker(name, lock)) for name in "ab"]
    await asyncio.sleep(0)
    lock.release()
    async with lock:
        print("main")
    await asyncio.gather(*tasks)

asyncio.run(main())
