"""The traceback of an exception that crossed an await chain names every coroutine in it."""
import asyncio

async def inner():
    raise ValueError("deep")

async def middle():
    await inner()

async def outer():
    await middle()

async def main():
    try:
        await asyncio.create_task(outer())
    except ValueError as error:
        frame = error.__traceback__
        while frame:
            print(frame.tb_frame.f_code.co_name)
            frame = frame.tb_next

asyncio.run(main())
