"""A lock works only with `async with`."""
import asyncio

async def main():
    lock = asyncio.Lock()
    try:
        with lock:
            pass
    except TypeError:
        print("TypeError")
    async with lock as value:
        print(value, lock.locked())

asyncio.run(main())
