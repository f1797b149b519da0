"""shutdown(immediate=True) throws away what is left and lets join end."""
import asyncio

async def main():
    queue = asyncio.Queue()
    for item in range(3):
        queue.put_nowait(item)
    join = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    await join
    print("joined", queue.qsize())
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print("refused")

asyncio.run(main())
