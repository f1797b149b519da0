"""The tick in which a group's block ends, counted by a task that ticks beside it."""
import asyncio

async def ticker(stop):
    number = 0
    while not stop:
        print("tick", number)
        number += 1
        await asyncio.sleep(0)

async def child(steps):
    for _ in range(steps):
        await asyncio.sleep(0)
    print("child", steps)

async def main():
    stop = []
    asyncio.create_task(ticker(stop))
    async with asyncio.TaskGroup() as group:
        group.create_task(child(0))
        group.create_task(child(2))
    print("group ended")
    stop.append(True)

asyncio.run(main())
