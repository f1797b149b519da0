"""Cancelling a task inside `async for` raises at the generator's await, and its finally runs."""
import asyncio

async def numbers():
    try:
        number = 0
        while True:
            await asyncio.sleep(0)
            yield number
            number += 1
            if number == 3:
                await asyncio.sleep(10)
    finally:
        print("generator ends")

async def consumer():
    async for number in numbers():
        print(number)

async def main():
    task = asyncio.create_task(consumer())
    for _ in range(8):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
