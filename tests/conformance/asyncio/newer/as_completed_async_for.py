"""`async for` over as_completed gives the given tasks themselves, in the order of completion (3.13)."""
import asyncio

async def after(steps, value):
    for _ in range(steps):
        await asyncio.sleep(0)
    return value

async def main():
    names = {asyncio.create_task(after(steps, value)): value for steps, value in ((5, "c"), (1, "a"), (3, "b"))}
    async for task in asyncio.as_completed(names):
        print(names[task], task.result())

asyncio.run(main())
