"""asynccontextmanager makes a context manager of an async generator, errors included."""
import asyncio
from contextlib import asynccontextmanager

@asynccontextmanager
async def resource(name):
    print("open", name)
    await asyncio.sleep(0)
    try:
        yield name.upper()
    except ValueError as error:
        print("handled", error)
    finally:
        await asyncio.sleep(0)
        print("close", name)

async def main():
    async with resource("a") as value:
        print(value)
    async with resource("b"):
        raise ValueError("inside")
    try:
        async with resource("c"):
            raise KeyError("passes")
    except KeyError as error:
        print("outside", error)

asyncio.run(main())
