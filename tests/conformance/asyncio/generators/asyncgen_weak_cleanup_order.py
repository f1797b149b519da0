"""Breaking out of `async for` inside aclosing closes the generator at the end of the block."""
import asyncio
from contextlib import aclosing

async def numbers():
    try:
        for number in range(10):
            yield number
    finally:
        print("closed")

async def main():
    async with aclosing(numbers()) as items:
        async for number in items:
            if number == 2:
                print("break")
                break
    print("after")

asyncio.run(main())
