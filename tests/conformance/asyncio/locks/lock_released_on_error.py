"""`async with lock` releases when its block raises."""
import asyncio

async def main():
    lock = asyncio.Lock()
    try:
        async with lock:
            raise ValueError("inside")
    except ValueError as error:
        print(error, lock.locked())

asyncio.run(main())
