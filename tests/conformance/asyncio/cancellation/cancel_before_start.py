"""A task cancelled before its first step never runs its coroutine."""
import asyncio

async def child():
    print("must not run")

async def main():
    task = asyncio.create_task(child())
    print(task.cancel(), task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(task.cancelled(), task.done(), task.cancel())

asyncio.run(main())
