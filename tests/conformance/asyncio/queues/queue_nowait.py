"""get_nowait and put_nowait raise QueueEmpty and QueueFull."""
import asyncio

async def main():
    queue = asyncio.Queue(2)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))
    queue.put_nowait(1)
    queue.put_nowait(2)
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull as error:
        print(repr(error))
    print(queue.full(), queue.get_nowait(), queue.full(), queue.qsize())

asyncio.run(main())
