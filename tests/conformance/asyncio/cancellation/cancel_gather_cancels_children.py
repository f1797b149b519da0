"""Cancelling gather's future cancels all children; its awaiter gets one CancelledError after they ended."""
import asyncio

async def child(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "ends")

async def main():
    outer = asyncio.gather(child("a"), child("b"))
    await asyncio.sleep(0)
    print(outer.cancel())
    try:
        await outer
    except asyncio.CancelledError:
        print("gather cancelled", outer.cancelled())

asyncio.run(main())
