"""A return ends the iteration; StopAsyncIteration raised inside becomes RuntimeError."""
import asyncio

async def early():
    yield 1
    return
    yield 2

async def bad():
    yield 1
    raise StopAsyncIteration

async def main():
    print([number async for number in early()])
    try:
        print([number async for number in bad()])
    except RuntimeError as error:
        print(error)

asyncio.run(main())
