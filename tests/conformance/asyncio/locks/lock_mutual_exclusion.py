"""Only one task at a time is inside `async with lock`; the others enter in order of arrival."""
import asyncio

async def worker(name, lock):
    async with lock:
        print(name, "enters")
        await asyncio.sleep(0)
        print(name, "leaves")

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*[worker(name, lock) for name in "abc"])
    print(lock.locked())

asyncio.run(main())
