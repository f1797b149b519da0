"""Cancelling the parent cancels the group's tasks and ends the block with CancelledError."""
import asyncio

async def child(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "ends")

async def parent():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("a"))
    
async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
