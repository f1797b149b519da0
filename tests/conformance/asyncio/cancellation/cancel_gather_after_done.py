"""cancel() of a gather that is done returns False and changes nothing."""
import asyncio

async def main():
    outer = asyncio.gather(asyncio.sleep(0, 1))
    print(await outer)
    print(outer.cancel(), outer.cancelled(), outer.result())

asyncio.run(main())
