"""gather of futures that are done already is done at once (since 3.12)."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    for number, future in enumerate(futures):
        future.set_result(number)
    outer = asyncio.gather(*futures)
    print(outer.done())
    await asyncio.sleep(0)
    print(outer.done())
    print(await outer)

asyncio.run(main())
