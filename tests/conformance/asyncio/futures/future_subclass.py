"""Future can be subclassed; a subclass is awaited like a future."""
import asyncio

class Box(asyncio.Future):
    def fill(self, value):
        self.set_result(("boxed", value))

async def main():
    box = Box()
    asyncio.get_running_loop().call_soon(box.fill, 5)
    print(await box, isinstance(box, asyncio.Future), asyncio.isfuture(box))

asyncio.run(main())
