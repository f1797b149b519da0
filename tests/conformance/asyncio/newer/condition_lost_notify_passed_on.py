"""A waiter that was notified and then cancelled passes the notification on to another."""
import asyncio

async def waiter(name, condition):
    async with condition:
        await condition.wait()
        print(name, "notified")

async def main():
    condition = asyncio.Condition()
    a = asyncio.create_task(waiter("a", condition))
    b = asyncio.create_task(waiter("b", condition))
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
        a.cancel()
    await asyncio.wait([a, b], timeout=0.02)
    print(a.cancelled(), b.done())
    b.cancel()

asyncio.run(main())
