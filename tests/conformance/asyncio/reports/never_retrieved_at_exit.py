"""Exceptions of tasks that nobody asked for are reported when the loop closes, or at the end of the program."""
import asyncio

async def fail(text):
    raise ValueError(text)

async def main():
    asyncio.create_task(fail("dropped"))
    await asyncio.sleep(0.001)

asyncio.run(main())
kept = []

async def keep():
    kept.append(asyncio.create_task(fail("kept")))
    await asyncio.sleep(0.001)

asyncio.run(keep())
print("end")
