"""`async for` needs __aiter__ that gives something with __anext__ that gives awaitables."""
import asyncio

class NoNext:
    def __aiter__(self):
        return 5

class BadNext:
    def __aiter__(self):
        return self
    def __anext__(self):
        return 5

async def main():
    for thing in ([1], NoNext(), BadNext()):
        try:
            async for item in thing:
                pass
        except TypeError as error:
            print(error)

asyncio.run(main())
