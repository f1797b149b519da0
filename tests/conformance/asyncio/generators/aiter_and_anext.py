"""aiter and anext: anext takes a default for an exhausted iterator."""
import asyncio

class Countdown:
    def __init__(self, start):
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left

async def main():
    iterator = aiter(Countdown(2))
    print(await anext(iterator), await anext(iterator), await anext(iterator, "default"))
    try:
        await anext(iterator)
    except StopAsyncIteration as error:
        print(repr(error))
    for call in (lambda: aiter(5), lambda: anext(5)):
        try:
            call()
        except TypeError as error:
            print(error)

asyncio.run(main())
