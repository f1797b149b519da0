"""An outer timeout that expires passes through an inner one as a cancellation."""
import asyncio

async def main():
    try:
        async with asyncio.timeout(0.005) as outer:
            try:
                async with asyncio.timeout(10) as inner:
                    await asyncio.sleep(10)
            except BaseException as error:
                print("inner sees", type(error).__name__, inner.expired())
                raise
    except TimeoutError:
        print("outer", outer.expired())

asyncio.run(main())
