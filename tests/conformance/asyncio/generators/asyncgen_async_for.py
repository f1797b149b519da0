"""An async generator's items come one by one through `async for`, with else and break."""
import asyncio

async def numbers(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number

async def main():
    async for number in numbers(3):
        print(number)
    else:
        print("exhausted")
    async for number in numbers(10):
        if number == 2:
            break
    else:
        print("must not be printed")
    print("broke at", number)

asyncio.run(main())
