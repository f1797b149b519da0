"""Ten thousand tasks run side by side and each gives its result."""
import asyncio

async def work(number):
    await asyncio.sleep(0)
    return number * 2

async def main():
    results = await asyncio.gather(*[work(number) for number in range(10_000)])
    print(len(results), sum(results), results[:3], results[-1])

asyncio.run(main())
