"""acquire returns True and waits when the lock is taken; releasing a free lock is a RuntimeError."""
import asyncio

async def main():
    lock = asyncio.Lock()
    print(await lock.acquire(), lock.locked())
    waiter = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    print(waiter.done())
    lock.release()
    print(lock.locked(), await waiter, lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print(error)

asyncio.run(main())
