"""cr_running, cr_await and the value that a coroutine returns."""
class Pause:
    def __await__(self):
        yield 1

async def inner():
    await Pause()
    return "inner value"

async def outer():
    print("running:", coroutine.cr_running)
    return [await inner()]

coroutine = outer()
print(coroutine.cr_running, coroutine.cr_await)
coroutine.send(None)
print(coroutine.cr_running, coroutine.cr_await.__name__, coroutine.__name__, coroutine.__qualname__)
try:
    coroutine.send(None)
except StopIteration as stop:
    print(stop.value)
print(coroutine.cr_await)
