"""A queue may be made before any loop runs and is bound to the first that waits on it."""
import asyncio

queue = asyncio.Queue()
queue.put_nowait("early")

async def first():
    print(await queue.get())
    asyncio.get_running_loop().call_soon(queue.put_nowait, "late")
    print(await queue.get())

async def second():
    try:
        await queue.get()
    except RuntimeError as error:
        print("bound to a different event loop" in str(error))

asyncio.run(first())
asyncio.run(second())
