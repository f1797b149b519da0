"""Awaiting a finished task gives its result without a trip through the loop."""
import asyncio

async def value():
    return 42

async def other():
    print("other runs")

async def main():
    task = asyncio.create_task(value())
    await asyncio.sleep(0)
    print("done:", task.done())
    asyncio.create_task(other())
    print(await task)
    print("before other")
    await asyncio.sleep(0)

asyncio.run(main())
