"""run_until_complete and run_forever of a loop that runs are RuntimeErrors."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for call in (lambda: loop.run_until_complete(future), loop.run_forever):
        try:
            call()
        except RuntimeError as error:
            print(error)
    try:
        other = asyncio.new_event_loop()
        try:
            other.run_until_complete(other.create_future())
        except RuntimeError as error:
            print(error)
    finally:
        other.close()

asyncio.run(main())
