"""Tasks of a group may add tasks to it while the block waits."""
import asyncio

async def child(group, level):
    print("level", level)
    if level:
        group.create_task(child(group, level - 1))

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(child(group, 3))
    print("all done")

asyncio.run(main())
