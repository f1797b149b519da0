"""gather raises the first exception; the siblings are not cancelled and go on."""
import asyncio

async def fail(steps, text):
    for _ in range(steps):
        await asyncio.sleep(0)
    raise ValueError(text)

async def fine():
    for _ in range(4):
        await asyncio.sleep(0)
    return "fine"

async def main():
    sibling = asyncio.create_task(fine())
    try:
        await asyncio.gather(fail(2, "late"), fail(1, "early"), sibling)
    except ValueError as error:
        print(error, sibling.done())
    print(await sibling)

asyncio.run(main())
