"""A done callback that is no function shows when it is called; futures among them are called, not woken."""
import asyncio

class Callable(asyncio.Future):
    def __call__(self, future):
        print("called with", future.result())

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(type(context["exception"]).__name__))
    async def sleeper():
        await asyncio.sleep(0.001)
        return "slept"
    task = asyncio.create_task(sleeper())
    plain = loop.create_future()
    callbacks = [None, 5, 2.5, 2**70, "text", (print,), [print], print, Callable(), True]
    for future in (loop.create_future(), loop.create_future()):
        for callback in callbacks:
            future.add_done_callback(callback)
        future.add_done_callback(plain)
        future.add_done_callback(task)
        print([future.remove_done_callback(callback) for callback in (5, (print,), "missing", True)])
        future.set_result(1)
        for callback in callbacks[:3]:
            future.add_done_callback(callback)
        await asyncio.sleep(0)
    print(plain.done(), await task)

    # What awaits the future is no callback of the script's.
    future = loop.create_future()
    async def wait(): return await future
    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0)
    print(future.remove_done_callback(waiting))
    future.set_result("waited")
    print(await waiting)

    # A callback whose comparison changes the list.
    class Odd:
        def __init__(self, future): self.future, self.compared = future, False
        def __eq__(self, other):
            if not self.compared:
                self.compared = True
                self.future.remove_done_callback(print)
            return True
        __hash__ = None
    future = loop.create_future()
    odd = Odd(future)
    for _ in range(4):
        future.add_done_callback(print)
    future.add_done_callback(odd)
    future.remove_done_callback(odd)
    print(future.cancel())

asyncio.run(main())
