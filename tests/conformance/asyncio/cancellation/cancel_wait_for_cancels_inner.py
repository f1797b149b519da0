"""Cancelling a task in wait_for cancels the inner awaitable and waits for its end."""
import asyncio

async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)
        print("inner cleaned up")

async def outer():
    try:
        await asyncio.wait_for(inner(), 10)
    except asyncio.CancelledError:
        print("outer cancelled")
        raise

async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
