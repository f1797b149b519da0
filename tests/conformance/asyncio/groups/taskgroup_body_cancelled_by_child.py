"""A failing task interrupts the body where it waits; outside no cancellation is left."""
import asyncio

async def fail():
    raise ValueError("child")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("body interrupted", asyncio.current_task().cancelling())
                raise
    except ExceptionGroup as error:
        print(error.exceptions, asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    print("goes on")

asyncio.run(main())
