"""async for awaits each __anext__ until StopAsyncIteration, with break, continue and else."""
class Step:
    def __await__(self): yield
class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self
    async def __anext__(self):
        await Step()
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        return self.i
def run(coro):
    n = 0
    try:
        while True:
            coro.send(None)
            n += 1
    except StopIteration as e:
        return e.value, n
    except Exception as e:
        return type(e).__name__, str(e)
async def collect(n):
    out = []
    async for x in Count(n):
        if x == 2: continue
        if x == 5: break
        out.append(x)
    else:
        out.append('else')
    return out
print(run(collect(3)), run(collect(9)), run(collect(0)))
async def comps():
    l = [x async for x in Count(3)]
    s = {x % 2 async for x in Count(4) if x > 1}
    d = {x: y async for x in Count(2) async for y in Count(1)}
    nested = [[y async for y in Count(x)] async for x in Count(2)]
    awaited = [await ident(x) for x in range(2)]
    return l, s, d, nested, awaited
async def ident(x):
    await Step()
    return x
print(run(comps()))
async def targets():
    out = []
    async for a, (b, *c) in Pairs():
        out.append((a, b, c))
    return out
class Pairs(Count):
    def __init__(self): super().__init__(2)
    async def __anext__(self):
        n = await super().__anext__()
        return n, (n * 2, n * 3, n * 4)
print(run(targets()))
async def bad(x):
    async for _ in x: pass
class NoAnext:
    def __aiter__(self): return self
class BadAnext(NoAnext):
    def __anext__(self): return 5
for b in ([1], 5, NoAnext(), BadAnext()):
    print(run(bad(b)))
class Raises(Count):
    async def __anext__(self): raise KeyError('k')
print(run(bad(Raises(1))))
