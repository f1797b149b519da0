"""Timers of exactly the same time fire in one tick."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.005
    fired = []
    for number in range(20):
        loop.call_at(when, fired.append, number)
    await asyncio.sleep(0.015)
    print(sorted(fired) == list(range(20)))

asyncio.run(main())
