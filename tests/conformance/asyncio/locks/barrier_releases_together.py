"""A barrier lets its parties through together and gives each its number; then it can be used again."""
import asyncio

async def party(name, barrier, log):
    for turn in range(2):
        number = await barrier.wait()
        log.append((turn, number))

async def main():
    barrier, log = asyncio.Barrier(3), []
    await asyncio.gather(*[party(name, barrier, log) for name in "abc"])
    print(sorted(log))
    print(barrier.parties, barrier.n_waiting, barrier.broken)

asyncio.run(main())
