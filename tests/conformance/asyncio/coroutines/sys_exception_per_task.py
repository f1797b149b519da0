"""The exception being handled belongs to a task: another task does not see it."""
import asyncio
import sys

async def handler():
    try:
        raise ValueError("mine")
    except ValueError:
        print("before", repr(sys.exc_info()[1]))
        await asyncio.sleep(0)
        print("after", repr(sys.exc_info()[1]))

async def watcher():
    print("watcher", sys.exc_info()[1])
    await asyncio.sleep(0)
    print("watcher", sys.exc_info()[1])

async def main():
    await asyncio.gather(handler(), watcher())
    print("main", sys.exc_info()[1])

asyncio.run(main())
