"""A queue that was shut down refuses puts at once and gets when it is empty; blocked ones are woken."""
import asyncio

async def attempt(name, awaitable):
    try:
        print(name, await awaitable)
    except asyncio.QueueShutDown as error:
        print(name, repr(error))

async def main():
    queue = asyncio.Queue(1)
    getter = asyncio.create_task(attempt("getter", queue.get()))
    await asyncio.sleep(0)
    queue.shutdown()
    await getter
    await attempt("put", queue.put(1))
    queue = asyncio.Queue(1)
    queue.put_nowait("left")
    putter = asyncio.create_task(attempt("putter", queue.put("more")))
    await asyncio.sleep(0)
    queue.shutdown()
    await putter
    await attempt("get", queue.get())
    await attempt("get", queue.get())
    try:
        queue.get_nowait()
    except asyncio.QueueShutDown:
        print("get_nowait refused")

asyncio.run(main())
