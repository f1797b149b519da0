"""Asking a pending future for its outcome and setting a done one are InvalidStateErrors."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for call in (future.result, future.exception):
        try:
            call()
        except asyncio.InvalidStateError as error:
            print(error)
    future.set_result(1)
    for call in (lambda: future.set_result(2), lambda: future.set_exception(ValueError())):
        try:
            call()
        except asyncio.InvalidStateError as error:
            print("InvalidStateError")
    print(future.result(), future.exception())

asyncio.run(main())
