"""Several tasks may await one future; each gets the result, also later ones."""
import asyncio

async def waiter(future):
    return await future

async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(future)) for _ in range(3)]
    await asyncio.sleep(0)
    future.set_result("shared")
    print(await asyncio.gather(*tasks), await future, await waiter(future))

asyncio.run(main())
