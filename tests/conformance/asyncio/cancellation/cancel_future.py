"""Cancelling a future makes its awaiters fail with CancelledError; a done future cannot be cancelled."""
import asyncio

async def waiter(future):
    try:
        await future
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
        return "handled"

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    print(future.cancel("reason"), future.cancelled(), future.done(), future.cancel())
    print(await task)
    done = loop.create_future()
    done.set_result(1)
    print(done.cancel(), done.cancelled())

asyncio.run(main())
