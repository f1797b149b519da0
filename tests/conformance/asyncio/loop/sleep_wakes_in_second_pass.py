"""A timer's callback and a sleep due in the same pass: the sleeper resumes in the next pass, in the order of the timers."""
import asyncio
import time

async def sleeper(name, delay):
    await asyncio.sleep(delay)
    print(name, "woken")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, lambda: (print("timer 1"), loop.call_soon(print, "soon 1")))
    tasks = [asyncio.create_task(sleeper("a", 0.12)), asyncio.create_task(sleeper("b", 0.14))]
    await asyncio.sleep(0)
    loop.call_later(0.16, lambda: (print("timer 2"), loop.call_soon(print, "soon 2")))
    time.sleep(0.4)
    await asyncio.gather(*tasks)

asyncio.run(main())
