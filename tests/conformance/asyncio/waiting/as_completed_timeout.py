"""as_completed with a timeout: what is late raises TimeoutError at its await."""
import asyncio

async def main():
    slow = asyncio.create_task(asyncio.sleep(10, "slow"))
    results = []
    try:
        for one in asyncio.as_completed([slow, asyncio.sleep(0, "fast")], timeout=0.01):
            results.append(await one)
    except TimeoutError as error:
        print(results, repr(error), slow.cancelled())
    slow.cancel()

asyncio.run(main())
