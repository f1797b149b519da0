"""asyncio.run inside a running loop is a RuntimeError, and its coroutine can still be closed."""
import asyncio

async def other():
    pass

async def main():
    coroutine = other()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
    coroutine.close()

asyncio.run(main())
