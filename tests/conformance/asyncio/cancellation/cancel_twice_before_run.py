"""Two cancellations before a task runs are delivered as one."""
import asyncio

async def child():
    caught = 0
    for _ in range(3):
        try:
            await asyncio.sleep(0.001)
        except asyncio.CancelledError:
            caught += 1
    return caught

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    print(await task, task.cancelling())

asyncio.run(main())
