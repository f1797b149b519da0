"""A task that cancels itself is interrupted at its next suspension, not before."""
import asyncio

async def child():
    print(asyncio.current_task().cancel())
    print("still running")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("now")
        raise

async def main():
    task = asyncio.create_task(child())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())

asyncio.run(main())
