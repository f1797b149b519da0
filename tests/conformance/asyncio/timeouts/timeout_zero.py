"""A deadline in the past expires at the first suspension."""
import asyncio

async def main():
    for delay in (0, -1):
        try:
            async with asyncio.timeout(delay):
                print("runs until it suspends")
                await asyncio.sleep(10)
        except TimeoutError:
            print("timed out")

asyncio.run(main())
