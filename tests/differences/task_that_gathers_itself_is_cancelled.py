"""A task that gathers itself can be cancelled; in CPython cancel() raises RecursionError, and a timeout never comes.

Reason: such a task waits for its own end, and cancelling is the only way out of it: the gather is cancelled, not its child.
Way round: none is needed, but for what expects the RecursionError.
"""
import asyncio

async def gathers_itself():
    await asyncio.gather(asyncio.current_task())

async def main():
    task = asyncio.create_task(gathers_itself())
    await asyncio.sleep(0)
    print(task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    try:
        await asyncio.wait_for(gathers_itself(), 0.01)
    except TimeoutError:
        print("timed out")

asyncio.run(main())
