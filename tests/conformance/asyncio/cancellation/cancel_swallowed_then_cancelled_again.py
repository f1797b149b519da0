"""A task that ignores one cancellation can be cancelled by another."""
import asyncio

async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("ignored")
    await asyncio.sleep(10)

async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    print(task.done(), task.cancelling())
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), task.cancelling())

asyncio.run(main())
