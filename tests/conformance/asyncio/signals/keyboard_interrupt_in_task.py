"""KeyboardInterrupt raised in a task leaves asyncio.run; the main task is cancelled on the way."""
import asyncio

async def child():
    raise KeyboardInterrupt

async def main():
    asyncio.create_task(child())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("main cancelled")
        raise

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
