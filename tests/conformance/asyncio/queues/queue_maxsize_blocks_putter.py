"""put on a full queue waits until there is room; maxsize 0 or less means no limit."""
import asyncio

async def main():
    queue = asyncio.Queue(1)
    await queue.put("first")
    putter = asyncio.create_task(queue.put("second"))
    await asyncio.sleep(0)
    print(putter.done(), queue.qsize())
    print(await queue.get())
    await putter
    print(await queue.get())
    endless = asyncio.Queue(-1)
    for number in range(1000):
        endless.put_nowait(number)
    print(endless.full(), endless.qsize())

asyncio.run(main())
