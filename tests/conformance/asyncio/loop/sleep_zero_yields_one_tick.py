"""sleep(0) lets everything run that is ready now, once."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    seen = []
    loop.call_soon(lambda: (seen.append(1), loop.call_soon(seen.append, 2)))
    await asyncio.sleep(0)
    print(seen)
    await asyncio.sleep(0)
    print(seen)

asyncio.run(main())
