"""`async with barrier` waits at its start and gives the number."""
import asyncio

async def party(barrier, log):
    async with barrier as number:
        log.append(number)

async def main():
    barrier, log = asyncio.Barrier(3), []
    await asyncio.gather(*[party(barrier, log) for _ in range(3)])
    print(sorted(log))

asyncio.run(main())
