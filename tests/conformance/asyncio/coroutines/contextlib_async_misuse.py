"""An async generator that does not yield, or yields twice, is a RuntimeError in asynccontextmanager."""
import asyncio
from contextlib import aclosing, asynccontextmanager, nullcontext

@asynccontextmanager
async def none():
    if False:
        yield

@asynccontextmanager
async def two():
    yield 1
    yield 2

async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")

async def main():
    for make in (none, two):
        try:
            async with make():
                pass
        except RuntimeError as error:
            print(error)
    async with aclosing(numbers()) as generator:
        print(await anext(generator))
    async with nullcontext(5) as value:
        print(value)

asyncio.run(main())
