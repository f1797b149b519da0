"""join waits until every item that was put was marked done."""
import asyncio

async def worker(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(0)
        print("worked on", item)
        queue.task_done()

async def main():
    queue = asyncio.Queue()
    for item in range(3):
        queue.put_nowait(item)
    task = asyncio.create_task(worker(queue))
    await queue.join()
    print("joined")
    task.cancel()
    await queue.join()
    print("joined an empty queue")

asyncio.run(main())
