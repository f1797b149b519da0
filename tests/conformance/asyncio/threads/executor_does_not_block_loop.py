"""The loop goes on while a thread sleeps."""
import asyncio
import time

async def main():
    loop = asyncio.get_running_loop()
    blocking = loop.run_in_executor(None, time.sleep, 0.03)
    ticks = 0
    while not blocking.done():
        await asyncio.sleep(0.001)
        ticks += 1
    print(ticks > 3, await blocking)

asyncio.run(main())
