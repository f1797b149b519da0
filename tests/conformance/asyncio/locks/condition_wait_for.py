"""wait_for waits until its predicate is true and returns what it gave."""
import asyncio

async def main():
    condition = asyncio.Condition()
    items = []

    async def consumer():
        async with condition:
            print("got", await condition.wait_for(lambda: len(items) >= 2 and items[:]))

    task = asyncio.create_task(consumer())
    for item in "xyz":
        await asyncio.sleep(0)
        async with condition:
            items.append(item)
            condition.notify()
    await task

asyncio.run(main())
