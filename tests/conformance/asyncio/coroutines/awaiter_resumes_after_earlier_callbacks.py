"""A task waiting for a future is one of its callbacks: it resumes in the order in which it began to wait."""
import asyncio

async def waiter(name, future):
    print(name, "waits")
    print(name, "got", await future)

async def main():
    future = asyncio.get_running_loop().create_future()
    one = asyncio.create_task(waiter("one", future))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: print("callback"))
    two = asyncio.create_task(waiter("two", future))
    await asyncio.sleep(0)
    future.set_result("x")
    await asyncio.gather(one, two)

asyncio.run(main())
