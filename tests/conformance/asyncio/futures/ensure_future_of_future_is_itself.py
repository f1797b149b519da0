"""ensure_future gives futures and tasks back unchanged, and makes a task of a coroutine or another awaitable."""
import asyncio

class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "custom"

async def main():
    future = asyncio.get_running_loop().create_future()
    print(asyncio.ensure_future(future) is future)
    task = asyncio.ensure_future(asyncio.sleep(0, "task"))
    print(isinstance(task, asyncio.Task), asyncio.ensure_future(task) is task, await task)
    wrapped = asyncio.ensure_future(Awaitable())
    print(isinstance(wrapped, asyncio.Task), await wrapped)
    try:
        asyncio.ensure_future(1)
    except TypeError as error:
        print("TypeError")

asyncio.run(main())
