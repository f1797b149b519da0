"""Awaits in a finally block complete when the task is cancelled only once."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    finally:
        for step in range(3):
            await asyncio.sleep(0)
            print("cleaning", step)

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
