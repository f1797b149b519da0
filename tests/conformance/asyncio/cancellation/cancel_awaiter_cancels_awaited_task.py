"""Cancelling a task that awaits another task cancels the inner one first."""
import asyncio

async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner ends")

async def outer(task):
    try:
        await task
    finally:
        print("outer ends")

async def main():
    inner_task = asyncio.create_task(inner())
    outer_task = asyncio.create_task(outer(inner_task))
    await asyncio.sleep(0)
    outer_task.cancel()
    print((await asyncio.gather(outer_task, return_exceptions=True))[0].__class__.__name__)
    print(inner_task.cancelled(), outer_task.cancelled())

asyncio.run(main())
