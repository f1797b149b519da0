"""Cancelling a task that awaits a shield leaves the shielded task running."""
import asyncio

async def inner(gate):
    print("inner goes on:", await gate)
    return "kept"

async def outer(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("outer cancelled")
        raise

async def main():
    gate = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(inner(gate))
    waiter = asyncio.create_task(outer(task))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.wait([waiter])
    print(waiter.cancelled(), task.done(), gate.cancelled())
    gate.set_result("yes")
    print(await task)

asyncio.run(main())
