"""sleep returns None, or the result it was given; negative delays are like zero."""
import asyncio

async def main():
    print(await asyncio.sleep(0))
    print(await asyncio.sleep(0, "zero"))
    print(await asyncio.sleep(-1, "negative"))
    print(await asyncio.sleep(0.001, result="short"))

asyncio.run(main())
