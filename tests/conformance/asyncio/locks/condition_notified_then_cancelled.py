"""A task that is notified and cancelled in the same pass hands the notification on; one that waits for a lock too."""
import asyncio

async def main():
    condition = asyncio.Condition()
    order = []

    async def waiter(name):
        try:
            async with condition:
                order.append(name + " waits")
                await condition.wait()
                order.append(name + " notified")
        except asyncio.CancelledError:
            order.append(name + " cancelled")
            raise

    tasks = [asyncio.create_task(waiter(name)) for name in "ab"]
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
        tasks[0].cancel()
    await asyncio.sleep(0)
    for _ in range(4):
        await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(order)

    lock = asyncio.Lock()
    await lock.acquire()
    first, second = [asyncio.create_task(lock.acquire()) for _ in range(2)]
    await asyncio.sleep(0)
    lock.release()
    first.cancel()
    print(await second, lock.locked())

asyncio.run(main())
