"""A cancelled chain of tasks ends from the innermost outwards."""
import asyncio

async def link(number, previous):
    try:
        if previous is None:
            await asyncio.sleep(10)
        else:
            await previous
    finally:
        print("ends", number)

async def main():
    task = None
    for number in range(4):
        task = asyncio.create_task(link(number, task))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
