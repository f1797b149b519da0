"""Cancelling a sleeping task raises CancelledError at its sleep."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cleanup")
        raise
    finally:
        print("finally")

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    print(task.cancel())
    print("requested", task.cancelled(), task.cancelling())
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it")
    print(task.cancelled())

asyncio.run(main())
