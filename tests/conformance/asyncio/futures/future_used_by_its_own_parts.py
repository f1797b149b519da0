"""Code that a future's method runs may use the future: it is done once only."""
import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)

def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)

future = loop.create_future()
class Early(Exception):
    def __init__(self):
        future.set_result("early")
show(future.set_exception, Early)
show(future.result)
for value in (int, 5, None, object()):
    show(loop.create_future().set_exception, value)

class Refusing(asyncio.Future):
    def cancel(self, msg=None):
        print("refused", msg)
        return False
class Failing(asyncio.Future):
    def cancel(self, msg=None):
        raise ValueError("no")
async def wait(future): return await future
for cls in (Refusing, Failing):
    future = cls(loop=loop)
    task = loop.create_task(wait(future))
    loop.run_until_complete(asyncio.sleep(0))
    show(task.cancel, "message")
    show(future.set_result, 4)
    try:
        print(loop.run_until_complete(task))
    except asyncio.CancelledError as error:
        print("cancelled")

class Plain(asyncio.Future):
    def __init__(self): pass
for value in (5, "loop"):
    try:
        asyncio.Future(loop=value)
    except AttributeError as error:
        print(error)
    show(asyncio.set_event_loop, value)
    show(loop.set_task_factory, value)
loop.close()
async def never(): pass
coroutine = never()
show(lambda: asyncio.Task(coroutine, loop=loop))
show(loop.create_task, coroutine)
coroutine.close()
