"""`async with` enters in order and leaves in reverse order, with errors going outwards."""
import asyncio

class Resource:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("enter", self.name)
        return self.name.upper()

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        print("exit", self.name, repr(error))
        return self.swallow

async def main():
    async with Resource("a", True) as a, Resource("b") as b:
        print(a, b)
        raise ValueError("inside")
    print("swallowed")
    async with Resource("c"):
        pass

asyncio.run(main())
