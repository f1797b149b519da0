"""An empty group ends at once, without yielding."""
import asyncio

async def other():
    print("other")

async def main():
    task = asyncio.create_task(other())
    async with asyncio.TaskGroup():
        pass
    print("group ended", task.done())
    await task

asyncio.run(main())
