"""The message of cancel() is the exception's argument in the task and at its awaiter."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("inside", error.args)
        raise

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel("enough of it")
    try:
        await task
    except asyncio.CancelledError as error:
        print("outside", error.args)

asyncio.run(main())
