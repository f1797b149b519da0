"""get_coro gives a task's coroutine."""
import asyncio

async def child():
    pass

async def main():
    coroutine = child()
    task = asyncio.create_task(coroutine)
    print(task.get_coro() is coroutine)
    await task

asyncio.run(main())
