"""timeout(None) never expires until it is rescheduled."""
import asyncio

async def main():
    async with asyncio.timeout(None) as scope:
        print(scope.when())
        await asyncio.sleep(0)
    print(scope.expired())
    try:
        async with asyncio.timeout(None) as scope:
            scope.reschedule(asyncio.get_running_loop().time())
            await asyncio.sleep(10)
    except TimeoutError:
        print("timed out", scope.expired())

asyncio.run(main())
