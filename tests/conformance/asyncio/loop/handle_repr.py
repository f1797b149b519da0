"""The reprs of handles tell the call, where it is defined, and whether they were cancelled."""
import asyncio

def callback(*args):
    pass

def show(handle):
    print(*[word.split("/")[-1] for word in repr(handle).split() if not word.startswith("when")])

async def main():
    loop = asyncio.get_running_loop()
    for handle in (loop.call_soon(print, 1, "x"), loop.call_soon(callback), loop.call_later(10, callback, 2)):
        show(handle)
        handle.cancel()
        show(handle)

asyncio.run(main())
