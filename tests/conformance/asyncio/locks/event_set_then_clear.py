"""Tasks woken by set() go on even when the event is cleared in the same tick."""
import asyncio

async def waiter(name, event):
    await event.wait()
    print(name, "woken, set:", event.is_set())

async def main():
    event = asyncio.Event()
    task = asyncio.create_task(waiter("a", event))
    await asyncio.sleep(0)
    event.set()
    event.clear()
    await task
    task = asyncio.create_task(waiter("b", event))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(task.done())
    task.cancel()

asyncio.run(main())
