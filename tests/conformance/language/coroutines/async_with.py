"""async with awaits __aenter__ and __aexit__ and swallows what the latter says."""
class Step:
    def __init__(self, v): self.v = v
    def __await__(self):
        yield self.v
        return self.v
class M:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    async def __aenter__(self):
        await Step('enter ' + self.name)
        return self.name
    async def __aexit__(self, t, v, tb):
        await Step(f'exit {self.name} {t and t.__name__}')
        return self.swallow
def run(coro):
    try:
        while True:
            print(' ', coro.send(None))
    except StopIteration as e:
        print('result', e.value)
    except Exception as e:
        print('raised', repr(e))
async def simple():
    async with M('a') as a, M('b') as b:
        await Step('body ' + a + b)
    return 'done'
run(simple())
async def swallowing():
    async with M('s', True):
        raise ValueError('lost')
    return 'went on'
run(swallowing())
async def passing():
    async with M('p'):
        raise ValueError('passes')
run(passing())
async def returns():
    for i in range(3):
        async with M(str(i)):
            if i == 0: continue
            if i == 1: return 'early'
run(returns())
class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class NotAwaitable:
    def __aenter__(self): return 5
    async def __aexit__(self, *a): pass
async def bad(m):
    async with m: pass
for m in (NotAwaitable(),):
    run(bad(m))
try:
    bad(Sync()).send(None)
except TypeError as e:
    print('async' in str(e), 'protocol' in str(e))
c = simple()
c.send(None); c.send(None)
print(c.send(None))
try:
    print(c.throw(KeyError('thrown in')))
    print(c.send(None))
    c.send(None)
except KeyError as e:
    print(repr(e))
