"""except Exception does not catch CancelledError."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    except Exception:
        print("must not catch it")

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except BaseException as error:
        print(type(error).__name__, isinstance(error, Exception))
    print(asyncio.CancelledError.__module__, asyncio.CancelledError.__mro__[1].__name__)

asyncio.run(main())
