"""reschedule moves a deadline later or takes it away."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(0.005) as scope:
        scope.reschedule(loop.time() + 10)
        await asyncio.sleep(0.01)
        scope.reschedule(None)
        print(scope.when())
    print(scope.expired())

asyncio.run(main())
