"""notify wakes as many waiters as asked, first come first served; notify_all wakes the rest."""
import asyncio

async def waiter(name, condition):
    async with condition:
        print(name, await condition.wait())

async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(name, condition)) for name in "abcde"]
    await asyncio.sleep(0)
    for count in (1, 2):
        async with condition:
            condition.notify(count)
        for _ in range(4):
            await asyncio.sleep(0)
        print("notified", count)
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)

asyncio.run(main())
