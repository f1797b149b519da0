"""A done callback that fails does not hinder the others; the error goes to the exception handler."""
import asyncio

def broken(future):
    raise RuntimeError("callback failed")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda of, context: print("handler:", repr(context["exception"])))
    task = asyncio.create_task(asyncio.sleep(0, "value"))
    task.add_done_callback(lambda t: print("first", t.result()))
    task.add_done_callback(broken)
    task.add_done_callback(lambda t: print("last", t.result()))
    print(await task)
    await asyncio.sleep(0)

asyncio.run(main())
