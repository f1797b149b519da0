"""A small whole program: a semaphore limits how many jobs run, a group waits for all."""
import asyncio

async def job(number, limit, log):
    async with limit:
        log.append(f"start {number}")
        for _ in range(number % 3):
            await asyncio.sleep(0)
        log.append(f"end {number}")

async def main():
    limit, log = asyncio.Semaphore(2), []
    async with asyncio.TaskGroup() as group:
        for number in range(6):
            group.create_task(job(number, limit, log))
    print("\n".join(log))

asyncio.run(main())
