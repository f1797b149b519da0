"""Tasks that sleep(0) take turns in the order of their creation."""
import asyncio

async def worker(name, steps):
    for step in range(steps):
        print(name, step)
        await asyncio.sleep(0)
    return name

async def main():
    tasks = [asyncio.create_task(worker(name, steps)) for name, steps in (("a", 3), ("b", 1), ("c", 2))]
    print(await asyncio.gather(*tasks))

asyncio.run(main())
