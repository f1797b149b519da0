"""A semaphore lets at most its number of tasks inside."""
import asyncio

async def main():
    semaphore = asyncio.Semaphore(2)
    inside, most = 0, 0

    async def worker(number):
        nonlocal inside, most
        async with semaphore:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1
        return number

    print(await asyncio.gather(*[worker(number) for number in range(7)]))
    print(most, inside, semaphore.locked())

asyncio.run(main())
