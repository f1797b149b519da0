"""set_exception takes an instance or a class, but no StopIteration; awaiting raises it."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_exception(ValueError)
    try:
        await future
    except ValueError as error:
        print(repr(error))
    future = loop.create_future()
    future.set_exception(OSError("broken"))
    print(repr(future.exception()))
    future = loop.create_future()
    try:
        future.set_exception("text")
    except TypeError as error:
        print("TypeError")
    future.cancel()

asyncio.run(main())
