"""Tasks made in a loop see their own arguments and share the closure's variables."""
import asyncio

async def main():
    total = 0

    async def add(number):
        nonlocal total
        before = total
        await asyncio.sleep(0)
        total = before + number

    async def add_safely(number):
        nonlocal total
        await asyncio.sleep(0)
        total += number

    await asyncio.gather(*[add(number) for number in range(5)])
    print("lost updates:", total)
    total = 0
    await asyncio.gather(*[add_safely(number) for number in range(5)])
    print("right:", total)

asyncio.run(main())
