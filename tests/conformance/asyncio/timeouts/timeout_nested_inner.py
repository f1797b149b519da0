"""Of nested timeouts the inner one that expires is handled inside; the outer goes on."""
import asyncio

async def main():
    async with asyncio.timeout(10) as outer:
        try:
            async with asyncio.timeout(0.005) as inner:
                await asyncio.sleep(10)
        except TimeoutError:
            print("inner", inner.expired(), outer.expired())
        await asyncio.sleep(0)
    print("outer", outer.expired())

asyncio.run(main())
