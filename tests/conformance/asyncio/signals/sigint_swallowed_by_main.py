"""A main task that swallows the cancellation of Ctrl-C returns its result."""
import asyncio
import _thread

async def main():
    asyncio.get_running_loop().call_soon(_thread.interrupt_main)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "swallowed"

print(asyncio.run(main()))
