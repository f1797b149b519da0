"""Coroutine methods, class methods, static methods and callable objects can be awaited."""
import asyncio

class Service:
    def __init__(self, name):
        self.name = name

    async def method(self):
        await asyncio.sleep(0)
        return self.name

    @classmethod
    async def of_class(cls):
        return cls.__name__

    @staticmethod
    async def static(x):
        return x

    async def __call__(self, x):
        return self.name, x

class Derived(Service):
    async def method(self):
        return "derived " + await super().method()

async def main():
    service = Derived("s")
    print(await service.method(), await service.of_class(), await Service.static(3), await service(4))

asyncio.run(main())
