"""shield of a future that is done returns it; results and errors pass through a shield."""
import asyncio

async def fail():
    raise ValueError("inner")

async def main():
    task = asyncio.create_task(asyncio.sleep(0, "value"))
    await task
    print(asyncio.shield(task) is task)
    print(await asyncio.shield(asyncio.sleep(0, "fresh")))
    try:
        await asyncio.shield(fail())
    except ValueError as error:
        print(error)

asyncio.run(main())
