"""remove_done_callback removes every entry of a callback and tells how many there were."""
import asyncio

async def main():
    future = asyncio.get_running_loop().create_future()
    callback = lambda future: print("must not be called")
    for _ in range(3):
        future.add_done_callback(callback)
    future.add_done_callback(lambda future: print("kept"))
    print(future.remove_done_callback(callback), future.remove_done_callback(callback))
    future.set_result(None)
    await asyncio.sleep(0)

asyncio.run(main())
