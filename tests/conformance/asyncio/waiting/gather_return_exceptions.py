"""With return_exceptions errors stand among the results."""
import asyncio

async def fail(text):
    raise ValueError(text)

async def main():
    results = await asyncio.gather(asyncio.sleep(0, 1), fail("x"), asyncio.sleep(0, 3), fail("y"), return_exceptions=True)
    print(results)

asyncio.run(main())
