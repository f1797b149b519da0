"""Cancelling a task in asyncio.wait does not cancel what it waits for."""
import asyncio

async def waiter(tasks):
    await asyncio.wait(tasks)

async def main():
    tasks = [asyncio.create_task(asyncio.sleep(0.01, number)) for number in range(2)]
    outer = asyncio.create_task(waiter(tasks))
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.wait([outer])
    print(outer.cancelled(), [task.cancelled() for task in tasks])
    print(await asyncio.gather(*tasks))

asyncio.run(main())
