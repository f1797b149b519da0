"""A future's repr tells its state and outcome."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(4)]
    futures[1].set_result([1, 2])
    futures[2].set_exception(ValueError("bad"))
    futures[3].cancel()
    for future in futures:
        print(future)
    futures[2].exception()

asyncio.run(main())
