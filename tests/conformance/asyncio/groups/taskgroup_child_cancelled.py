"""A task of a group that is cancelled by itself disturbs nobody."""
import asyncio

async def main():
    async with asyncio.TaskGroup() as group:
        victim = group.create_task(asyncio.sleep(10))
        other = group.create_task(asyncio.sleep(0, "other"))
        await asyncio.sleep(0)
        victim.cancel()
    print(victim.cancelled(), other.result())

asyncio.run(main())
