"""An exception of the block passes through a timeout that has not expired."""
import asyncio

async def main():
    try:
        async with asyncio.timeout(10):
            raise ValueError("mine")
    except ValueError as error:
        print(error)

asyncio.run(main())
