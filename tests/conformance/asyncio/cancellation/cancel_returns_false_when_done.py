"""cancel() of a finished task returns False and leaves its result."""
import asyncio

async def main():
    task = asyncio.create_task(asyncio.sleep(0, "result"))
    await task
    print(task.cancel(), task.cancelling(), task.result())

asyncio.run(main())
