"""wait with FIRST_EXCEPTION returns at the first failure, or when all are done."""
import asyncio

async def value(delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError("failed")

async def main():
    tasks = [asyncio.create_task(value(0)), asyncio.create_task(value(0.01, True)), asyncio.create_task(value(10))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), tasks[1].exception())
    pending.pop().cancel()
    done, pending = await asyncio.wait([asyncio.create_task(value(0)) for _ in range(3)],
                                       return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending))

asyncio.run(main())
