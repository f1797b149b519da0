"""Timers fire by their time, whatever the order in which they were made."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    for delay in (0.03, 0.01, 0.02, 0):
        loop.call_later(delay, print, delay)
    await asyncio.sleep(0.04)
    print(loop.time() - start >= 0.04)

asyncio.run(main())
