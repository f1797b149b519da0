"""aclose runs the generator's finally, which may await; closing again does nothing."""
import asyncio

async def numbers():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        print("cleaned up")

async def main():
    generator = numbers()
    print(await anext(generator))
    await generator.aclose()
    await generator.aclose()
    print([number async for number in generator])
    await numbers().aclose()
    print("never started")

asyncio.run(main())
