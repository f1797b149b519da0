"""An uncaught exception of asyncio.run ends the program with status 1."""
import asyncio

async def main():
    print("before")
    raise ValueError("uncaught")

asyncio.run(main())
