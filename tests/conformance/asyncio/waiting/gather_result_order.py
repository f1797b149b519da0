"""gather gives results in the order of its arguments, not in the order of completion."""
import asyncio

async def after(delay, value):
    await asyncio.sleep(delay)
    print("done", value)
    return value

async def main():
    print(await asyncio.gather(after(0.03, "slow"), after(0.01, "fast"), after(0.02, "middle")))

asyncio.run(main())
