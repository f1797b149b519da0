"""task_done more often than items were put is a ValueError."""
import asyncio

async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.task_done()
    try:
        queue.task_done()
    except ValueError as error:
        print(error)

asyncio.run(main())
