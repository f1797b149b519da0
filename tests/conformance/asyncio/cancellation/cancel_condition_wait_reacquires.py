"""A condition's waiter that is cancelled takes the lock again before it goes on."""
import asyncio

async def waiter(condition):
    try:
        async with condition:
            try:
                await condition.wait()
            finally:
                print("locked in finally:", condition.locked())
    finally:
        print("outside")

async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition))
    await asyncio.sleep(0)
    print(condition.locked())
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), condition.locked())

asyncio.run(main())
