"""A block that swallows the cancellation and ends normally raises no TimeoutError, but expired() tells."""
import asyncio

async def main():
    async with asyncio.timeout(0) as scope:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed")
    print(scope.expired(), asyncio.current_task().cancelling())

asyncio.run(main())
