"""A chain of thousands of awaits suspends and resumes at its end (an explicit recursion limit allows it)."""
import asyncio
import sys

sys.setrecursionlimit(20_000)

async def nest(depth):
    if depth == 0:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return 0
    return 1 + await nest(depth - 1)

async def main():
    print(await nest(500))
    print(await asyncio.gather(nest(300), nest(400)))

asyncio.run(main())
