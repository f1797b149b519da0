"""Asynchronous list, set and dict comprehensions and generator expressions."""
import asyncio

async def numbers(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number

async def double(number):
    await asyncio.sleep(0)
    return number * 2

async def main():
    print([number async for number in numbers(4) if number % 2])
    print({number % 2 async for number in numbers(4)})
    print({number: str(number) async for number in numbers(3)})
    print([await double(number) for number in range(4)])
    print([await double(a) + b async for a in numbers(2) for b in (10, 20)])
    generator = (await double(number) async for number in numbers(3))
    print(type(generator).__name__, [number async for number in generator])

asyncio.run(main())
