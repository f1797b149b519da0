"""await passes values and exceptions through any depth of coroutines."""
class Trap:
    def __init__(self, name): self.name = name
    def __await__(self): return (yield self.name)
def run(coro, *values):
    try:
        print('yielded', coro.send(None))
        for v in values:
            if isinstance(v, BaseException):
                print('yielded', coro.throw(v))
            else:
                print('yielded', coro.send(v))
    except StopIteration as e:
        return 'result', e.value
    except Exception as e:
        return 'raised', repr(e)
async def leaf(n):
    try:
        return await Trap(f'leaf{n}')
    finally:
        print('leaf finally', n)
async def middle(n):
    try:
        return [await leaf(n), await leaf(n + 1)]
    except KeyError as e:
        print('middle caught', e)
        return 'recovered'
async def top():
    r = await middle(1)
    return 'top', r, await Trap('top')
print(run(top(), 'a', 'b', 'c'))
print(run(top(), KeyError('k'), 'c'))
print(run(top(), 'a', ValueError('v')))
async def depth(n):
    if n == 0: return await Trap('bottom')
    return await depth(n - 1) + 1
print(run(depth(50), 100))
print(run(depth(50), ValueError('from the bottom')))
async def nothing(): return 'no suspension'
async def calls():
    return [await nothing() for _ in range(3)], await nothing()
try:
    calls().send(None)
except StopIteration as e:
    print(e.value)
c = top()
c.send(None)
c.close()
