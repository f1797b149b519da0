"""async for inside an async generator chains generators."""
import asyncio

async def inner(base):
    for number in range(2):
        await asyncio.sleep(0)
        yield base + number

async def outer():
    for base in (0, 10, 20):
        async for number in inner(base):
            yield number

async def main():
    print([number async for number in outer()])

asyncio.run(main())
