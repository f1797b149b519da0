"""wait_for gives the result of what ends in time, and its exception."""
import asyncio

async def value():
    await asyncio.sleep(0)
    return "value"

async def fail():
    raise ValueError("failed")

async def main():
    print(await asyncio.wait_for(value(), 1))
    print(await asyncio.wait_for(value(), None))
    print(await asyncio.wait_for(asyncio.create_task(value()), 1))
    try:
        await asyncio.wait_for(fail(), 1)
    except ValueError as error:
        print(error)

asyncio.run(main())
