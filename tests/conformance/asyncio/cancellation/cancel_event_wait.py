"""Cancelling a task that waits for an event does not disturb the others."""
import asyncio

async def waiter(name, event):
    print(name, await event.wait())

async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    event.set()
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks])

asyncio.run(main())
