"""A generator that yields while it is closed is a RuntimeError."""
import asyncio

async def bad():
    try:
        yield 1
    finally:
        yield 2

async def main():
    generator = bad()
    await anext(generator)
    try:
        await generator.aclose()
    except RuntimeError as error:
        print(error)

asyncio.run(main())
