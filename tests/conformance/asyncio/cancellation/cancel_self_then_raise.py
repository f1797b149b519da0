"""A task that cancels itself and then raises ends with what it raised."""
import asyncio

async def child():
    asyncio.current_task().cancel()
    raise ValueError("mine")

async def main():
    task = asyncio.create_task(child())
    try:
        await task
    except ValueError as error:
        print("ValueError", error, task.cancelled())

asyncio.run(main())
