"""wait with a timeout returns what is done by then, cancels nothing and raises nothing."""
import asyncio

async def main():
    slow = asyncio.create_task(asyncio.sleep(0.5, "slow"))
    fast = asyncio.create_task(asyncio.sleep(0, "fast"))
    done, pending = await asyncio.wait([slow, fast], timeout=0.01)
    print(done == {fast}, pending == {slow}, slow.cancelled())
    done, pending = await asyncio.wait([slow], timeout=0)
    print(len(done), len(pending))
    print(await slow)

asyncio.run(main())
