"""When a group's error and a cancellation from outside meet, the error comes first and the cancellation stays."""
import asyncio

async def fail():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("child")

async def parent():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
    except* ValueError as error:
        print(error.exceptions, asyncio.current_task().cancelling())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("still cancelled")
        raise

async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
