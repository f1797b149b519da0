"""cancelling() counts requests, uncancel() takes one back and never goes below zero."""
import asyncio

async def child():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(task.cancelling())
    print(task.uncancel(), task.uncancel(), task.uncancel())
    await asyncio.sleep(0)
    return "alive"

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    print(task.cancelling(), task.cancel(), task.cancel(), task.cancelling())
    print(await task, task.cancelling())

asyncio.run(main())
