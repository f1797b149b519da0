"""A future's iterator yields it once: who takes it otherwise than as a task is told so."""
import asyncio

def show(function, *arguments):
    try:
        print(function(*arguments))
    except BaseException as error:
        print(type(error).__name__, error)

loop = asyncio.new_event_loop()
future = loop.create_future()
for function in (list, tuple, sum, set):
    show(function, future)
print(iter(future) is future, hasattr(future, "__next__"), hasattr(future, "send"))
show(next, iter(future))

future = loop.create_future()
iterator = iter(future)
print(next(iterator) is future)
future.set_result(3)
show(next, iterator)
show(next, iterator)
print(list(future), list(iterator))

iterator = future.__await__()
show(iterator.throw, ValueError("x"))
show(iterator.close)
show(next, iterator)
future = loop.create_future()
iterator = future.__await__()
print(iterator.send(None) is future, iter(iterator) is iterator)
future.set_exception(KeyError(1))
show(next, iterator)
print(asyncio.iscoroutine(iterator))

async def wait(future):
    return await future
def delegate(future):
    return (yield from future)
class Awaitable:
    def __init__(self, future): self.future = future
    def __await__(self): return self.future.__await__()
for make in (wait, delegate):
    future = loop.create_future()
    steps = make(future)
    print(steps.send(None) is future)
    show(steps.send, None)
    future = loop.create_future()
    steps = make(future)
    steps.send(None)
    future.set_result(8)
    show(steps.send, None)

async def main():
    future = loop.create_future()
    loop.call_soon(future.set_result, 5)
    print(await Awaitable(future), await Awaitable(future), [x for x in future])
loop.run_until_complete(main())
loop.close()
