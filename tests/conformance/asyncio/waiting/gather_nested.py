"""gathers can be nested; results nest alike."""
import asyncio

async def value(x):
    await asyncio.sleep(0)
    return x

async def main():
    print(await asyncio.gather(
        asyncio.gather(value(1), value(2)),
        value(3),
        asyncio.gather(asyncio.gather(value(4)))))

asyncio.run(main())
