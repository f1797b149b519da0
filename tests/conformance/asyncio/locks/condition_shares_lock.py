"""A condition can use a lock that is given to it."""
import asyncio

async def main():
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    async with lock:
        print(condition.locked())
        condition.notify()
    async with condition:
        print(lock.locked())
    print(lock.locked())

asyncio.run(main())
