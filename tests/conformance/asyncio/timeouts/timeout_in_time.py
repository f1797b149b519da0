"""A block that ends in time is not disturbed, also later."""
import asyncio

async def main():
    async with asyncio.timeout(0.04) as scope:
        value = await asyncio.sleep(0, "value")
    print(value, scope.expired())
    await asyncio.sleep(0.045)
    print("undisturbed")

asyncio.run(main())
