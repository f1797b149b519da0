"""Two tasks alternate through two events."""
import asyncio

async def player(name, mine, other, log):
    for turn in range(3):
        await mine.wait()
        mine.clear()
        log.append(f"{name}{turn}")
        other.set()

async def main():
    ping, pong, log = asyncio.Event(), asyncio.Event(), []
    ping.set()
    await asyncio.gather(player("ping", ping, pong, log), player("pong", pong, ping, log))
    print(log)

asyncio.run(main())
