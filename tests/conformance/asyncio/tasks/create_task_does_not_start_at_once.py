"""create_task only schedules: the new task starts after its creator suspends."""
import asyncio

async def child(name):
    print("start", name)
    await asyncio.sleep(0)
    print("end", name)

async def main():
    first = asyncio.create_task(child("first"))
    second = asyncio.create_task(child("second"))
    print("created")
    await second
    print("second done", first.done())

asyncio.run(main())
