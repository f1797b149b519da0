"""Awaiting a future that is done already goes on at once."""
import asyncio

async def other():
    print("other runs")

async def main():
    future = asyncio.get_running_loop().create_future()
    future.set_result("ready")
    asyncio.create_task(other())
    print(await future)
    print(await future)
    await asyncio.sleep(0)
    print("end")

asyncio.run(main())
