"""create_task of a group takes a name; the group's repr tells what it does."""
import asyncio

async def main():
    group = asyncio.TaskGroup()
    print(group)
    async with group:
        task = group.create_task(asyncio.sleep(0), name="worker")
        print(group, task.get_name())
    print(group)

asyncio.run(main())
