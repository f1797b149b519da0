"""A future's callbacks are not called by set_result but scheduled, in the order of adding."""
import asyncio

async def main():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda f: print("first", f.result()))
    future.add_done_callback(lambda f: print("second", f.result()))
    future.set_result("value")
    print("set")
    await asyncio.sleep(0)
    print("after")

asyncio.run(main())
