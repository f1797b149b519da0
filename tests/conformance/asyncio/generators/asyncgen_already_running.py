"""Two tasks cannot advance the same async generator at once."""
import asyncio

async def slow():
    await asyncio.sleep(0)
    yield 1

async def main():
    generator = slow()
    results = await asyncio.gather(anext(generator), anext(generator), return_exceptions=True)
    print(results[0], repr(results[1]))

asyncio.run(main())
