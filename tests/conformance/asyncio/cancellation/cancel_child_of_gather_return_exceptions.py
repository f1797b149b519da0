"""With return_exceptions a cancelled child is a CancelledError among the results."""
import asyncio

async def main():
    victim = asyncio.create_task(asyncio.sleep(10))
    outer = asyncio.gather(victim, asyncio.sleep(0, "fine"), return_exceptions=True)
    await asyncio.sleep(0)
    victim.cancel("why")
    results = await outer
    print([type(results[0]).__name__, results[0].args], results[1])

asyncio.run(main())
