"""StopIteration that leaves a coroutine becomes a RuntimeError."""
import asyncio

async def child():
    raise StopIteration("value")

async def main():
    try:
        await child()
    except RuntimeError as error:
        print(error, "|", repr(error.__cause__))

asyncio.run(main())
