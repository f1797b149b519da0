"""call_soon and call_later of something that cannot be called are TypeErrors in debug mode only for coroutines."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    for call in (lambda: loop.call_later(None, print), lambda: loop.call_at(None, print)):
        try:
            call()
        except TypeError as error:
            print("TypeError", error)

asyncio.run(main())
