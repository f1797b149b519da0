"""A timeout around a group cancels its tasks and gives TimeoutError."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    finally:
        print("child ends")

async def main():
    try:
        async with asyncio.timeout(0.001):
            async with asyncio.TaskGroup() as group:
                group.create_task(child())
    except TimeoutError:
        print("TimeoutError", asyncio.current_task().cancelling())

asyncio.run(main())
