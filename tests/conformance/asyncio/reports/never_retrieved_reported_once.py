"""The exception of a task that nobody awaited goes to the exception handler when the task is dropped, once."""
import asyncio
import gc

async def fail():
    raise ValueError("lost")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda of, context: print(context["message"], repr(context["exception"])))
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
    await asyncio.sleep(0)
    print("end")

asyncio.run(main())
gc.collect()
