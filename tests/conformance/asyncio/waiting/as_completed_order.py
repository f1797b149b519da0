"""as_completed gives awaitables whose results come in the order of completion."""
import asyncio

async def after(delay, value):
    await asyncio.sleep(delay)
    return value

async def main():
    for one in asyncio.as_completed([after(0.03, "c"), after(0.01, "a"), after(0.02, "b")]):
        print(await one)

asyncio.run(main())
