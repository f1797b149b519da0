"""Cancelling a gather with return_exceptions still raises CancelledError at its awaiter."""
import asyncio

async def main():
    outer = asyncio.gather(asyncio.sleep(10), asyncio.sleep(10), return_exceptions=True)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        print(await outer)
    except asyncio.CancelledError:
        print("CancelledError")

asyncio.run(main())
