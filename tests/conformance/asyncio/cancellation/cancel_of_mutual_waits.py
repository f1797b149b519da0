"""Cancelling tasks that wait for each other is a RecursionError; their repr ends."""
import asyncio

async def main():
    async def first(): await b
    async def second(): await a
    a, b = asyncio.create_task(first(), name="a"), asyncio.create_task(second(), name="b")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("wait_for=..." in repr(a), repr(a).count("name='a'"), repr(a).count("name='b'"))
    for task in (a, b):
        try:
            task.cancel()
        except RecursionError as error:
            print(error)
        print(task.done(), task.cancelling() > 0)

    future = asyncio.get_running_loop().create_future()
    future.set_result([future])
    print(future)

loop = asyncio.new_event_loop()
loop.set_exception_handler(lambda loop, context: None)
loop.run_until_complete(main())
loop.close()
