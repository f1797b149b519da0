"""gather() without arguments is a future with an empty list."""
import asyncio

async def main():
    future = asyncio.gather()
    print(future.done())
    print(await future)

asyncio.run(main())
