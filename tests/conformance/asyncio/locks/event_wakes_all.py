"""Setting an event wakes all that wait, in their order, in the next tick."""
import asyncio

async def waiter(name, event):
    print(name, "got", await event.wait())

async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in "abc"]
    await asyncio.sleep(0)
    print(event.is_set())
    event.set()
    print(event.is_set(), "set")
    await asyncio.gather(*tasks)
    print(await event.wait(), "at once")

asyncio.run(main())
