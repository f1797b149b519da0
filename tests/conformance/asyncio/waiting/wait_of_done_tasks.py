"""wait for tasks that are done already still takes a turn of the loop."""
import asyncio

async def other():
    print("other")

async def main():
    task = asyncio.create_task(asyncio.sleep(0))
    await task
    asyncio.create_task(other())
    done, pending = await asyncio.wait([task])
    print("waited", done == {task})

asyncio.run(main())
