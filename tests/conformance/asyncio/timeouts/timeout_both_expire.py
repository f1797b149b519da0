"""Nested timeouts that expire together give one TimeoutError in all."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.005
    try:
        async with asyncio.timeout_at(when) as outer:
            async with asyncio.timeout_at(when) as inner:
                await asyncio.sleep(10)
    except TimeoutError as error:
        print("TimeoutError", outer.expired())
    print(asyncio.current_task().cancelling())

asyncio.run(main())
