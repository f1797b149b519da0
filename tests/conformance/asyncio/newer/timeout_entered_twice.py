"""A timeout can be entered only once (3.12)."""
import asyncio

async def main():
    scope = asyncio.timeout(10)
    async with scope:
        pass
    try:
        async with scope:
            pass
    except RuntimeError as error:
        print(error)

asyncio.run(main())
