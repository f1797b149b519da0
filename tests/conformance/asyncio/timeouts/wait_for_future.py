"""wait_for of a plain future cancels it when the time is over."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.001, future.set_result, "set")
    print(await asyncio.wait_for(future, 1))
    future = loop.create_future()
    try:
        await asyncio.wait_for(future, 0.001)
    except TimeoutError:
        print(future.cancelled())

asyncio.run(main())
