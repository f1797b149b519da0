"""A handle of call_soon that is cancelled before its turn, even in the same tick, does not run."""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    victim = None

    def kill():
        print("kill")
        victim.cancel()

    loop.call_soon(kill)
    victim = loop.call_soon(print, "must not be printed")
    loop.call_soon(print, "last")
    await asyncio.sleep(0)
    print(victim.cancelled())

asyncio.run(main())
