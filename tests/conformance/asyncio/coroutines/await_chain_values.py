"""Values and exceptions go up through a chain of awaits of every kind of awaitable."""
import asyncio

class Custom:
    def __init__(self, inner):
        self.inner = inner

    def __await__(self):
        value = yield from self.inner.__await__()
        return ("custom", value)

async def leaf():
    await asyncio.sleep(0)
    return "leaf"

async def middle():
    return ("middle", await Custom(leaf()))

async def main():
    print(await Custom(middle()))
    print(await asyncio.create_task(middle()))
    print(await asyncio.ensure_future(Custom(leaf())))

asyncio.run(main())
