"""An exception of an async generator is raised in its consumer, and the generator is finished."""
import asyncio

async def numbers():
    yield 1
    raise ValueError("broken")

async def main():
    generator = numbers()
    try:
        async for number in generator:
            print(number)
    except ValueError as error:
        print(error)
    print([number async for number in generator])

asyncio.run(main())
