"""A cancellation is raised in the innermost coroutine and unwinds through every finally."""
import asyncio

async def nest(depth):
    try:
        if depth == 0:
            await asyncio.sleep(10)
        else:
            await nest(depth - 1)
    finally:
        print("leaves", depth)

async def main():
    task = asyncio.create_task(nest(4))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")

asyncio.run(main())
