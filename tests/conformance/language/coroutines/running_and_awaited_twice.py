"""A coroutine that runs can't be resumed, and one that is awaited can't be awaited by another."""
class Trap:
    def __await__(self): return (yield 'trap')
async def inner():
    return await Trap()
async def outer(c): return await c
shared = inner()
a, b = outer(shared), outer(shared)
print(a.send(None))
try:
    b.send(None)
except RuntimeError as e:
    print(e)
try:
    a.send('x')
except StopIteration as e:
    print(e.value)
async def self_resume():
    try:
        me.send(None)
    except ValueError as e:
        print(e)
    return 'ok'
me = self_resume()
try:
    me.send(None)
except StopIteration as e:
    print(e.value)
c = inner()
print(c.cr_running, c.cr_await, c.cr_frame is not None, c.cr_code.co_name)
c.send(None)
print(c.cr_await is not None, c.__name__, c.__qualname__)
c.close()
print(c.cr_frame)
print(repr(c).startswith('<coroutine object inner at 0x'))
async def raises_stop(): raise StopIteration('s')
try:
    raises_stop().send(None)
except RuntimeError as e:
    print(e, repr(e.__cause__))
async def raises_async_stop(): raise StopAsyncIteration
try:
    raises_async_stop().send(None)
except (RuntimeError, StopAsyncIteration) as e:
    print(type(e).__name__, e)
async def ignores_exit():
    try:
        await Trap()
    except GeneratorExit:
        await Trap()
c = ignores_exit()
c.send(None)
try:
    c.close()
except RuntimeError as e:
    print(e)
