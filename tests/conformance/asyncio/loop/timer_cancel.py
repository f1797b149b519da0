"""A cancelled timer never fires; cancelled() tells, and cancelling twice does nothing."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_later(0.005, print, "must not be printed")
    other = loop.call_later(0.005, print, "fires")
    print(handle.cancelled(), handle.when() <= other.when())
    handle.cancel()
    handle.cancel()
    print(handle.cancelled(), other.cancelled())
    await asyncio.sleep(0.015)

asyncio.run(main())
