"""Callbacks, tasks, futures and sleeps in one program run in exactly this order."""
import asyncio

log = []

async def child(name, future):
    log.append(f"{name}:start")
    await asyncio.sleep(0)
    log.append(f"{name}:slept")
    log.append(f"{name}:got {await future}")

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(log.append, "soon 1")
    one = asyncio.create_task(child("one", future))
    loop.call_soon(log.append, "soon 2")
    two = asyncio.create_task(child("two", future))
    one.add_done_callback(lambda t: log.append("one:done"))
    two.add_done_callback(lambda t: log.append("two:done"))
    log.append("main:created")
    await asyncio.sleep(0)
    log.append("main:1")
    loop.call_soon(future.set_result, "r")
    loop.call_soon(log.append, "soon 3")
    await asyncio.sleep(0)
    log.append("main:2")
    await one
    log.append("main:one")
    await two
    log.append("main:two")

asyncio.run(main())
print("\n".join(log))
