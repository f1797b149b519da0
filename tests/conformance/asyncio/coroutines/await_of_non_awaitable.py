"""Awaiting something that is not awaitable is a TypeError."""
import asyncio

class BadAwait:
    def __await__(self):
        return 5

async def main():
    for thing in (1, "text", print):
        try:
            await thing
        except TypeError as error:
            print("TypeError")
    try:
        await BadAwait()
    except TypeError as error:
        print(error)

asyncio.run(main())
