"""An exception of one of as_completed's awaitables is raised where its turn is awaited; the others go on."""
import asyncio

async def work(delay, value):
    await asyncio.sleep(delay)
    if value == 2:
        raise ValueError("two")
    return value

async def main():
    for one in asyncio.as_completed([work(0.03, 3), work(0, 1), work(0.015, 2)]):
        try:
            print(await one)
        except ValueError as error:
            print("error", error)

asyncio.run(main())
