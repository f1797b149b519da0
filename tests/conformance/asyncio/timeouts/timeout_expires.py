"""timeout turns a block that takes too long into TimeoutError."""
import asyncio

async def main():
    try:
        async with asyncio.timeout(0.005) as scope:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("inside it is a cancellation")
                raise
    except TimeoutError as error:
        print(repr(error), scope.expired())
    print(asyncio.current_task().cancelling())

asyncio.run(main())
