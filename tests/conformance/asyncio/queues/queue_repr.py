"""A queue's repr tells its size limit, what is in it and what waits."""
import asyncio

async def main():
    queue = asyncio.Queue(2)
    def show():
        print(*[word for word in repr(queue).split() if not word.startswith("0x")])
    show()
    queue.put_nowait("x")
    show()
    queue.put_nowait("y")
    task = asyncio.create_task(queue.put("z"))
    await asyncio.sleep(0)
    show()
    task.cancel()

asyncio.run(main())
