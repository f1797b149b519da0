"""A task that yields something that is no future fails with a RuntimeError that shows it."""
import asyncio

class Bad:
    def __await__(self):
        yield 42

async def main():
    try:
        await Bad()
    except RuntimeError as error:
        print("Task got bad yield: 42" in str(error))

asyncio.run(main())
