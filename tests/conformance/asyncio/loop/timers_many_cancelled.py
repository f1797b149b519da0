"""Thousands of cancelled timers do not disturb the order of those that are left."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    out = []
    handles = [loop.call_at(start + 0.001 * (i % 7), out.append, i) for i in range(3000)]
    for i, handle in enumerate(handles):
        if i % 100:
            handle.cancel()
    sleeping = [asyncio.create_task(asyncio.sleep(10)) for _ in range(500)]
    await asyncio.sleep(0)
    for task in sleeping:
        task.cancel()
    await asyncio.sleep(0.02)
    print(len(out), [i % 7 for i in out] == sorted([i % 7 for i in out]), all(task.cancelled() for task in sleeping))

asyncio.run(main())
