"""Tasks, callbacks and threads each run in a copy of the context that made them."""
import asyncio
import contextvars
import threading

where = contextvars.ContextVar("where", default="nowhere")


async def child(name):
    before = where.get()
    where.set(name)
    await asyncio.sleep(0)
    return before, where.get()


async def main():
    print(await child("same context"), where.get())
    print(await asyncio.gather(child("a"), child("b"), child("c")), where.get())
    task = asyncio.create_task(child("task"))
    where.set("changed after")
    print(await task, where.get())
    context = contextvars.copy_context()
    task = asyncio.create_task(child("given"), context=context)
    print(await task, context[where], where.get())
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def callback(tag):
        print(tag, where.get())
        where.set("lost")

    loop.call_soon(callback, "soon")
    loop.call_soon(callback, "soon in", context=context)
    loop.call_later(0, callback, "later")
    where.set("before at")
    loop.call_at(loop.time(), callback, "at")
    where.set("after at")
    loop.call_later(0.01, done.set)
    await done.wait()
    print(where.get(), context[where])
    future = loop.create_future()
    where.set("at add")
    future.add_done_callback(lambda future: callback("done"))
    future.add_done_callback(lambda future: callback("done in"), context=context)
    where.set("after add")
    future.set_result(1)
    await asyncio.sleep(0)
    print(where.get())
    print(await asyncio.to_thread(where.get))
    print(await loop.run_in_executor(None, where.get))
    seen = []
    thread = threading.Thread(target=lambda: seen.append(where.get()))
    thread.start()
    thread.join()
    print(seen)
    async def own():
        return asyncio.current_task().get_context()

    first = asyncio.create_task(own())
    print(await first is first.get_context())


async def later():
    return where.get()


async def set_it():
    where.set("kept by the runner")

asyncio.run(main())
print(where.get())
with asyncio.Runner() as runner:
    runner.run(set_it())
    print(runner.run(later()))
print(where.get())
