"""Every awaiter of a failed task gets the exception."""
import asyncio

async def fail():
    await asyncio.sleep(0)
    raise ValueError("shared")

async def waiter(name, task):
    try:
        await task
    except ValueError as error:
        return name, str(error)

async def main():
    task = asyncio.create_task(fail())
    print(await asyncio.gather(waiter("a", task), waiter("b", task)))

asyncio.run(main())
