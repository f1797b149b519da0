"""A thread runs a coroutine in the loop and waits for its result."""
import asyncio

async def double(number):
    await asyncio.sleep(0)
    if number < 0:
        raise ValueError("negative")
    return number * 2

def thread(loop):
    result = asyncio.run_coroutine_threadsafe(double(21), loop).result()
    try:
        asyncio.run_coroutine_threadsafe(double(-1), loop).result()
    except ValueError as error:
        return result, str(error)

async def main():
    print(await asyncio.to_thread(thread, asyncio.get_running_loop()))

asyncio.run(main())
