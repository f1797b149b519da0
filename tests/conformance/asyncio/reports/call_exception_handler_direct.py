"""call_exception_handler passes its context on to the handler as it is."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda of, context: print(context))
    loop.call_exception_handler({"message": "hello", "extra": [1, 2]})

asyncio.run(main())
