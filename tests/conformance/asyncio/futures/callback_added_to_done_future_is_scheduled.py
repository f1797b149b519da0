"""add_done_callback on a done future schedules the callback; it does not run it at once."""
import asyncio

async def main():
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    future.add_done_callback(lambda f: print("called with", f.result()))
    print("added")
    await asyncio.sleep(0)
    print("end")

asyncio.run(main())
