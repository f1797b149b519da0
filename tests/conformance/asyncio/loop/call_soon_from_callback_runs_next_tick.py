"""A callback scheduled by a callback runs in the next tick, after everything that was ready."""
import asyncio

def chain(loop, name, left):
    print(name, left)
    if left:
        loop.call_soon(chain, loop, name, left - 1)

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(chain, loop, "a", 2)
    loop.call_soon(chain, loop, "b", 2)
    for tick in range(4):
        print("tick", tick)
        await asyncio.sleep(0)

asyncio.run(main())
