"""Tasks enter a semaphore in order of arrival."""
import asyncio

async def worker(name, semaphore):
    async with semaphore:
        print(name, "in")
        await asyncio.sleep(0)
        print(name, "out")

async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*[worker(name, semaphore) for name in "abcd"])

asyncio.run(main())
