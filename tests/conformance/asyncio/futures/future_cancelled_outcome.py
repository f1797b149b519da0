"""result() and exception() of a cancelled future raise CancelledError."""
import asyncio

async def main():
    future = asyncio.get_running_loop().create_future()
    future.cancel("message")
    for call in (future.result, future.exception):
        try:
            call()
        except asyncio.CancelledError as error:
            print(error.args)

asyncio.run(main())
