"""async def works as function, method, closure and decorated; await binds tighter than operators."""
def run(coro):
    try:
        coro.send(None)
    except StopIteration as e:
        return e.value
class A:
    async def m(self, x=1, *a, k=2, **kw): return x, a, k, kw
    @classmethod
    async def c(cls): return cls.__name__
    @staticmethod
    async def s(): return 'static'
    async def __call__(self): return 'called'
print(run(A().m()), run(A().m(5, 6, k=7, z=8)), run(A.c()), run(A.s()), run(A()()))
async def two(): return 2
async def ops():
    return (await two() ** 3, -await two(), await two() + await two() * 3, not await two(), [await two(), await two()],
            {await two(): await two()}, (await two(), 1)[0], await two() if await two() else 0, f'{await two()}!', await two() in [2])
print(run(ops()))
def closure(n):
    async def inner():
        nonlocal n
        n += await two()
        return n
    return inner
f = closure(10)
print(run(f()), run(f()))
def deco(fn):
    async def wrapped(*a): return 'wrapped', await fn(*a)
    return wrapped
@deco
async def decorated(x): return x
print(run(decorated(5)))
async def order(*a, **k): return a, k
async def args(): return await order(await two(), *[await two()], key=await two())
print(run(args()))
async def nested_lambda(): return (lambda: 5)() + await two()
print(run(nested_lambda()))
async def walrus():
    if (x := await two()) > 1: return x
print(run(walrus()))
async def tries():
    try:
        return await two()
    finally:
        await two()
print(run(tries()))
for source in ('def f(): await x', 'await x', 'async def f(): yield from x', 'async def f():\n yield 1\n return 2', 'async with x: pass',
               'def f():\n async for x in y: pass', 'def f(): [x async for x in y]', 'lambda: await x'):
    try:
        compile(source, 's', 'exec')
    except SyntaxError as e:
        print(e.msg)
