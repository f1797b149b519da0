"""A finally block may await during a cancellation; a second cancel interrupts that await."""
import asyncio

async def child():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning")
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("second cancellation")
            raise
        finally:
            print("inner finally")

async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", isinstance(error.__context__, asyncio.CancelledError))

asyncio.run(main())
