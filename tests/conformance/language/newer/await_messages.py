"""Awaiting, async for and async with report wrong objects in CPython 3.14's words."""
def drive(coro):
    try:
        coro.send(None)
    except StopIteration as e:
        return e.value
    except Exception as e:
        return f'{type(e).__name__}: {e}'
class Empty: pass
class BadAwait:
    def __await__(self): return 5
class BadAiter:
    def __aiter__(self): return self
class BadAnext(BadAiter):
    def __anext__(self): return 5
class Sync:
    def __enter__(self): return self
    def __exit__(self, *a): pass
class Async:
    async def __aenter__(self): return self
    async def __aexit__(self, *a): pass
def gen(): yield
async def wait(x): return await x
async def loop(x):
    async for _ in x: pass
async def manage(x):
    async with x: pass
async def plain(x):
    with x: pass
for x in (5, None, [], 'text', Empty(), BadAwait(), gen(), wait):
    print('await', type(x).__name__, '->', drive(wait(x)))
for x in (5, [1], Empty(), BadAiter(), BadAnext(), gen()):
    print('async for', type(x).__name__, '->', drive(loop(x)))
for x in (5, Empty(), Sync()):
    print('async with', type(x).__name__, '->', drive(manage(x)))
print('with', drive(plain(Async())), drive(plain(Empty())))
