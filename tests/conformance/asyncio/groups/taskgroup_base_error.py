"""KeyboardInterrupt of a task goes out of the group by itself, after the others have ended."""
import asyncio

async def interrupt():
    raise KeyboardInterrupt

async def sibling():
    try:
        await asyncio.sleep(10)
    finally:
        print("sibling ends")

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(sibling())
        await asyncio.sleep(0)
        group.create_task(interrupt())

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
