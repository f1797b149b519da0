"""wait with FIRST_COMPLETED returns when one is done and leaves the others running."""
import asyncio

async def value(delay):
    await asyncio.sleep(delay)
    return delay

async def main():
    tasks = [asyncio.create_task(value(delay)) for delay in (0.02, 0, 0.03)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    print(sorted(await asyncio.gather(*pending)))

asyncio.run(main())
