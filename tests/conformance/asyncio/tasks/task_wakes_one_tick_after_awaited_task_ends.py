"""A task that awaits another resumes in the tick after that one has ended."""
import asyncio

async def ticker(count):
    for number in range(count):
        print("tick", number)
        await asyncio.sleep(0)

async def child():
    print("child start")
    await asyncio.sleep(0)
    print("child end")

async def parent():
    await asyncio.create_task(child())
    print("parent resumes")

async def main():
    await asyncio.gather(ticker(6), parent())

asyncio.run(main())
