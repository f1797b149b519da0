"""create_task of something that is no coroutine is a TypeError that shows it."""
import asyncio

async def function():
    pass

async def main():
    for thing in (1, None, "text", asyncio.get_running_loop().create_future):
        try:
            asyncio.create_task(thing)
        except TypeError as error:
            print(str(error).split(" <")[0])

asyncio.run(main())
