"""A child of gather that is cancelled by itself makes gather raise CancelledError; the siblings go on."""
import asyncio

async def child(name, steps):
    for step in range(steps):
        print(name, step)
        await asyncio.sleep(0)
    return name

async def main():
    a = asyncio.create_task(child("a", 5))
    b = asyncio.create_task(child("b", 4))
    outer = asyncio.gather(a, b)
    await asyncio.sleep(0)
    a.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("gather:", outer.cancelled(), b.done())
    print(await b)

asyncio.run(main())
