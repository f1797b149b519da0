"""A timeout's repr tells its state."""
import asyncio

async def main():
    scope = asyncio.timeout_at(None)
    print(scope)
    async with scope:
        print(scope)
    print(scope)
    try:
        async with asyncio.timeout(0) as scope:
            await asyncio.sleep(1)
    except TimeoutError:
        print(scope)

asyncio.run(main())
