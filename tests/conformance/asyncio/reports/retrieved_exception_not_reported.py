"""An exception that was looked at, by await, result() or exception(), is not reported."""
import asyncio
import gc

async def fail():
    raise ValueError("seen")

async def main():
    asyncio.get_running_loop().set_exception_handler(lambda of, context: print("must not be called", context))
    tasks = [asyncio.create_task(fail()) for _ in range(3)]
    await asyncio.sleep(0)
    try:
        await tasks[0]
    except ValueError:
        print("awaited")
    print(tasks[1].exception())
    try:
        tasks[2].result()
    except ValueError:
        print("result")
    del tasks
    gc.collect()

asyncio.run(main())
gc.collect()
