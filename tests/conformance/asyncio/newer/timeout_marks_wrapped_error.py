"""An exception that came from the timeout's cancellation gets a TimeoutError into its chain (since 3.13)."""
import asyncio

async def main():
    try:
        async with asyncio.timeout(0.001):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                raise ValueError("instead")
    except ValueError as error:
        print(error, "<-", repr(error.__context__), "<-", repr(error.__context__.__cause__))

asyncio.run(main())
