"""Delays that are infinite, negative, too large, NaN or no numbers."""
import asyncio

nan, infinity = float("nan"), float("inf")

async def show(name, make):
    try:
        print(name, await asyncio.wait_for(make(), 0.01))
    except Exception as error:
        print(name, type(error).__name__, error)

async def main():
    loop = asyncio.get_running_loop()
    for value in (infinity, -infinity, 2**63, 2**1000, -1, -2**1000, 1e308, None, 1e-320):
        name = str(value)[:8]
        await show(f"sleep {name}", lambda: asyncio.sleep(value, "slept"))
        async def wait():
            done, _ = await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0))], timeout=value)
            return len(done)
        await show(f"wait {name}", wait)
        async def scope():
            async with asyncio.timeout(value):
                return 5
        await show(f"timeout {name}", scope)
        for method in (loop.call_later, loop.call_at):
            try:
                handle = method(value, print)
                handle.cancel()
                print(method.__name__, name, handle.cancelled())
            except (TypeError, OverflowError) as error:
                print(method.__name__, name, type(error).__name__, error)
    try:
        loop.call_later("a", print)
    except TypeError as error:
        print(error)

    class Delay:
        def __radd__(self, time): return time
    done = asyncio.Event()
    loop.call_later(Delay(), done.set)
    await done.wait()

    called = asyncio.Event()
    loop.call_later(nan, called.set)
    await called.wait()
    await asyncio.sleep(0.001)

    handles = [loop.call_later(infinity, print), loop.call_at(infinity, print)]
    await asyncio.sleep(0.001)
    print([handle.when() for handle in handles])

asyncio.run(main())
