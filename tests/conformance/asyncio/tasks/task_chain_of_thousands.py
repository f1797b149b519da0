"""A thousand tasks, each awaiting the next, end one after the other."""
import asyncio

async def link(number, previous):
    return (await previous if previous else 0) + number

async def main():
    task = None
    for number in range(1000):
        task = asyncio.create_task(link(number, task))
    print(await task)

asyncio.run(main())
