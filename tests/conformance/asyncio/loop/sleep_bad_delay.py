"""sleep of something that is no number is a TypeError, NaN a ValueError where that is checked."""
import asyncio

async def main():
    for delay in ("1", None, []):
        try:
            await asyncio.sleep(delay)
        except TypeError as error:
            print("TypeError", error)

asyncio.run(main())
