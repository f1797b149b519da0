"""wait takes any iterable of tasks, a generator too (since 3.12)."""
import asyncio

async def main():
    done, pending = await asyncio.wait(asyncio.create_task(asyncio.sleep(0, x)) for x in range(3))
    print(sorted(task.result() for task in done), pending)

asyncio.run(main())
