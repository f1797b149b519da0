"""run_in_executor runs a function in a thread and awaits its result or exception."""
import asyncio
from _thread import get_ident

def work(a, b):
    return a + b, get_ident() == main_thread

def fail():
    raise ValueError("in thread")

main_thread = get_ident()

async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1, 2))
    try:
        await loop.run_in_executor(None, fail)
    except ValueError as error:
        print(error)

asyncio.run(main())
