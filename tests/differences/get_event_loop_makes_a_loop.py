"""asyncio.get_event_loop() makes and sets a loop where there is none, as CPython did up to 3.13; 3.14 raises RuntimeError.

Reason: scripts and lessons from before asyncio.run begin with it, and there is nothing else they could mean.
Way round: asyncio.get_running_loop() raises RuntimeError where no loop runs, here as there.
"""
import asyncio

async def value():
    await asyncio.sleep(0)
    return "complete"

loop = asyncio.get_event_loop()
print(loop.run_until_complete(value()), asyncio.get_event_loop() is loop)
loop.close()
