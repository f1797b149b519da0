"""call_soon passes its arguments on as they are; functions with keyword arguments need a lambda."""
import asyncio

def show(*args, **keywords):
    print(args, keywords)

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(show)
    loop.call_soon(show, 1, None, [2])
    loop.call_soon(lambda: show(1, key="value"))
    handle = loop.call_soon(show, "handle")
    print(type(handle).__name__, handle.cancelled())
    await asyncio.sleep(0)

asyncio.run(main())
