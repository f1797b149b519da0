"""A negative semaphore and releasing a bounded one too often are ValueErrors."""
import asyncio

async def main():
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)
    semaphore = asyncio.Semaphore(0)
    print(semaphore.locked())
    semaphore.release()
    print(semaphore.locked(), await semaphore.acquire())
    bounded = asyncio.BoundedSemaphore(1)
    async with bounded:
        print(bounded.locked())
    try:
        bounded.release()
    except ValueError as error:
        print(error)

asyncio.run(main())
