"""A loop's time runs forwards; is_running and get_debug tell its state."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    before = loop.time()
    await asyncio.sleep(0.005)
    print(loop.time() - before >= 0.005, type(before).__name__)
    print(loop.is_running(), loop.is_closed(), loop.get_debug())

asyncio.run(main())
