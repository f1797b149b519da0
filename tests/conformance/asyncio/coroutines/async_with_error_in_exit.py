"""An error of __aexit__ replaces the block's, which is its context."""
import asyncio

class Bad:
    async def __aenter__(self):
        return self
    async def __aexit__(self, *error):
        raise KeyError("exit")

async def main():
    try:
        async with Bad():
            raise ValueError("block")
    except KeyError as error:
        print(repr(error), repr(error.__context__))

asyncio.run(main())
