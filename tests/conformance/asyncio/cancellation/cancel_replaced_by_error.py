"""An exception raised while handling a cancellation is the task's outcome, with the cancellation as context."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("instead")

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except ValueError as error:
        print(error, type(error.__context__).__name__, task.cancelled())

asyncio.run(main())
