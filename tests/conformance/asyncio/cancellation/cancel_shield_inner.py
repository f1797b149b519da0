"""Cancelling the shielded task cancels the shield."""
import asyncio

async def main():
    task = asyncio.create_task(asyncio.sleep(10))
    shielded = asyncio.shield(task)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await shielded
    except asyncio.CancelledError:
        print(task.cancelled(), shielded.cancelled())

asyncio.run(main())
