"""A TaskGroup: tasks that end together. When one fails, the others are cancelled before the group is left."""
import asyncio
import contextlib


async def fetch(page, seconds):
    await asyncio.sleep(seconds)
    if page == "/broken":
        raise ValueError(f"{page} is not there")
    return f"{page}: {len(page) * 100} bytes"


@contextlib.asynccontextmanager
async def connection(name):
    print(f"open {name}")
    try:
        yield name
    finally:
        await asyncio.sleep(0.01)
        print(f"close {name}")


async def visit(site, page, seconds):
    async with connection(site + page):
        return await fetch(page, seconds)


async def all_well():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(visit("site", page, seconds)) for page, seconds in (("/", 0.05), ("/news", 0.02), ("/about", 0.08))]
    for task in tasks:
        print(task.result())


async def one_fails():
    try:
        async with asyncio.TaskGroup() as group:
            slow = group.create_task(visit("site", "/slow", 30))
            group.create_task(visit("site", "/broken", 0.05))
    except ExceptionGroup as group:
        print(f"{len(group.exceptions)} task failed:", *(repr(problem) for problem in group.exceptions))
    print("the slow one was cancelled:", slow.cancelled())


async def main():
    await all_well()
    print()
    await one_fails()


asyncio.run(main())
