"""The TimeoutError of a timeout has the cancellation as its cause."""
import asyncio

async def main():
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(10)
    except TimeoutError as error:
        print(type(error.__cause__).__name__)
    try:
        asyncio.timeout(1).reschedule(None)
    except RuntimeError as error:
        print(error)

asyncio.run(main())
