"""An exception of a task that asyncio.run cancels at the end goes to the exception handler."""
import asyncio

async def stubborn():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("during shutdown")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda of, context: print(sorted(context), context["message"], repr(context["exception"])))
    asyncio.create_task(stubborn())
    await asyncio.sleep(0)

asyncio.run(main())
