"""timeout_at takes a time of the loop's clock."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.005
    try:
        async with asyncio.timeout_at(when) as scope:
            print(scope.when() == when)
            await asyncio.sleep(10)
    except TimeoutError:
        print(loop.time() >= when)

asyncio.run(main())
