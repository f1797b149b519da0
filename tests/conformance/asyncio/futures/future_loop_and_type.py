"""Futures know their loop; isfuture tells futures and tasks from the rest."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(asyncio.sleep(0))
    print(future.get_loop() is loop, task.get_loop() is loop)
    coroutine = asyncio.sleep(0)
    print([asyncio.isfuture(thing) for thing in (future, task, coroutine, 5)])
    print(isinstance(task, asyncio.Future), issubclass(asyncio.Task, asyncio.Future))
    print(asyncio.iscoroutine(coroutine), asyncio.iscoroutine(task), asyncio.iscoroutinefunction(main))
    coroutine.close()
    await task

asyncio.run(main())
