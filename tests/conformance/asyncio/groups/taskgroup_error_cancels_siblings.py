"""A task that fails cancels the others; the block raises an ExceptionGroup after all have ended."""
import asyncio

log = []

async def sibling(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        await asyncio.sleep(0)
        log.append(f"{name} cleaned up")
        raise

async def fail():
    await asyncio.sleep(0)
    raise ValueError("failed")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(sibling(name)) for name in "ab"]
            group.create_task(fail())
    except ExceptionGroup as error:
        print(repr(error), [task.cancelled() for task in tasks])
        print(sorted(log))

asyncio.run(main())
