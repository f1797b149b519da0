"""A task group's block ends when all of its tasks have ended."""
import asyncio

async def child(name, steps):
    for _ in range(steps):
        await asyncio.sleep(0)
    print("end", name)
    return name

async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(child(name, steps)) for name, steps in (("a", 3), ("b", 1))]
        print("body ends")
    print([task.result() for task in tasks])

asyncio.run(main())
