"""Ctrl-C (SIGINT) cancels the main task, which may clean up; then asyncio.run raises KeyboardInterrupt."""
import asyncio
import _thread

async def main():
    asyncio.get_running_loop().call_soon(_thread.interrupt_main)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        print("cleaned up")
        raise

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
