"""Nested wait_for: the shorter one decides."""
import asyncio

async def main():
    for outer, inner in ((10, 0.001), (0.001, 10)):
        try:
            await asyncio.wait_for(asyncio.wait_for(asyncio.sleep(10), inner), outer)
        except TimeoutError as error:
            print(repr(error))

asyncio.run(main())
