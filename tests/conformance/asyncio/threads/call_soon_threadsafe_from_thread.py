"""A thread wakes the loop with call_soon_threadsafe."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def thread():
        loop.call_soon_threadsafe(future.set_result, "from thread")

    await loop.run_in_executor(None, thread)
    print(await future)

asyncio.run(main())
