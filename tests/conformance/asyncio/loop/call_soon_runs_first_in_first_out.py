"""call_soon callbacks run in the order in which they were scheduled, with their arguments."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    for number in range(5):
        loop.call_soon(print, "callback", number)
    print("scheduled")
    await asyncio.sleep(0)
    print("after one tick")

asyncio.run(main())
