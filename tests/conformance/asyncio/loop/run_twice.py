"""asyncio.run can be called again; each call has its own loop."""
import asyncio

loops = []

async def main(number):
    loops.append(asyncio.get_running_loop())
    await asyncio.sleep(0)
    return number

print(asyncio.run(main(1)), asyncio.run(main(2)))
print(loops[0] is loops[1], [loop.is_closed() for loop in loops])
