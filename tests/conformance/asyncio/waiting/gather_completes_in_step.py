"""The tick in which gather's awaiter resumes, counted by a task that ticks beside it."""
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
    await asyncio.gather(child(0), child(2), child(1))
    print("gathered")
    await asyncio.sleep(0)
    stop.append(True)

asyncio.run(main())
