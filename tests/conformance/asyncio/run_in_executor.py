"""run_in_executor runs a function in a thread and awaits its result or exception."""
import asyncio
import threading

def work(a, b):
    return a + b, threading.current_thread() is threading.main_thread()

def fail():
    raise ValueError("in thread")

async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1, 2))
    try:
        await loop.run_in_executor(None, fail)
    except ValueError as error:
        print(error)

asyncio.run(main())
