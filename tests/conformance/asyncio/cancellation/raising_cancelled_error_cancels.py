"""A coroutine that raises CancelledError itself makes its task cancelled."""
import asyncio

async def child():
    raise asyncio.CancelledError("by hand")

async def main():
    task = asyncio.create_task(child())
    await asyncio.wait([task])
    print(task.cancelled(), task.cancelling())
    try:
        task.exception()
    except asyncio.CancelledError as error:
        print("exception() raises", error.args)
    try:
        task.result()
    except asyncio.CancelledError:
        print("result() raises")

asyncio.run(main())
