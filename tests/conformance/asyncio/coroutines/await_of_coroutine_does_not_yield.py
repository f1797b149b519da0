"""Awaiting a coroutine that never suspends does not let other tasks run."""
import asyncio

async def plain(value):
    return value

async def other():
    print("other runs")

async def main():
    asyncio.create_task(other())
    total = 0
    for number in range(100):
        total += await plain(number)
    print("total", total)
    await asyncio.sleep(0)
    print("end")

asyncio.run(main())
