"""`async with` of things without the protocol, and with results that cannot be awaited, are TypeErrors."""
import asyncio

class PlainEnter:
    def __aenter__(self):
        return 1
    async def __aexit__(self, *error):
        pass

class OnlySync:
    def __enter__(self):
        return self
    def __exit__(self, *error):
        pass

async def main():
    for thing in (5, PlainEnter(), OnlySync()):
        try:
            async with thing:
                pass
        except TypeError:
            print("TypeError", type(thing).__name__)

asyncio.run(main())
