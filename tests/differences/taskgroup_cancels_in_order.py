"""A TaskGroup cancels its tasks in the order in which they were made; CPython does it in the order of a set of addresses.

Reason: two runs of a program should do the same.
Way round: none is needed; a program that works with any order works with this one.
"""
import asyncio

async def child(number):
    try:
        await asyncio.sleep(10)
    finally:
        print("ends", number)

async def fail():
    raise ValueError

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for number in range(5):
                group.create_task(child(number))
            group.create_task(fail())
    except* ValueError:
        print("failed")

asyncio.run(main())
