"""Async generators yield to async for, and asend, athrow and aclose drive them by hand."""
class Step:
    def __await__(self): return (yield 'step')
def run(coro):
    try:
        while True:
            coro.send('resumed')
    except StopIteration as e:
        return e.value
    except BaseException as e:
        return type(e).__name__, str(e)
async def agen(n):
    try:
        for i in range(n):
            got = await Step()
            x = yield i
            print('asend gave', x, got)
    except ValueError as e:
        print('caught', e)
        yield 'after error'
    finally:
        print('finally')
def first(coro):
    try:
        coro.send(None)
        return run(coro)
    except StopIteration as e:
        return e.value
    except BaseException as e:
        return type(e).__name__, str(e)
g = agen(2)
print(type(g).__name__, first(g.asend(None)), first(g.asend('hello')), first(g.asend('bye')))
print(first(g.__anext__()))
g = agen(3)
print(first(g.__anext__()), first(g.athrow(ValueError('v'))), first(g.__anext__()))
g = agen(3)
print(first(g.__anext__()), first(g.aclose()), first(g.__anext__()))
g = agen(1)
print(first(g.aclose()))
g = agen(1)
print(first(g.asend('not none')))
async def consume():
    out = []
    async for x in agen(2):
        out.append(x)
    return out
print(first(consume()))
async def genexp():
    return [x async for x in (y * 2 async for y in agen(2))]
print(first(genexp()))
async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2
g = ignores()
first(g.__anext__())
print(first(g.aclose()))
async def stops():
    yield 1
    raise StopAsyncIteration
g = stops()
print(first(g.__anext__()), first(g.__anext__()))
try:
    iter(agen(1))
except TypeError as e:
    print(e)
