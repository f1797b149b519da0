"""gather runs an awaitable that is given twice only once and repeats its result."""
import asyncio

async def value():
    print("runs")
    return object()

async def main():
    one = value()
    first, second = await asyncio.gather(one, one)
    print(first is second)

asyncio.run(main())
