"""Cancelling a join leaves the queue as it is."""
import asyncio

async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    task = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), queue.qsize())
    queue.get_nowait()
    queue.task_done()
    await queue.join()
    print("joined")

asyncio.run(main())
