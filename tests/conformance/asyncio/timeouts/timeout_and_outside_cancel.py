"""A cancellation from outside goes through a timeout as a cancellation."""
import asyncio

async def child():
    async with asyncio.timeout(10) as scope:
        try:
            await asyncio.sleep(10)
        finally:
            print("expired:", scope.expired())

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
