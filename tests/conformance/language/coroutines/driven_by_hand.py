"""A coroutine is driven by send, throw and close like a generator, but is not iterable."""
class Suspend:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got
async def co(x):
    print('start', x)
    a = await Suspend('first')
    print('a', a)
    b = await Suspend('second')
    print('b', b)
    return a + b
c = co(1)
print(type(c).__name__, c.send(None), c.send(10))
try:
    c.send(20)
except StopIteration as e:
    print('returned', e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = co(2)
try:
    c.send('x')
except TypeError as e:
    print(e)
print(c.send(None))
try:
    c.throw(ValueError('thrown'))
except ValueError as e:
    print(e)
c = co(3)
c.send(None)
print(c.close())
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = co(4)
for f in (iter, list, next):
    try:
        f(c)
    except TypeError as e:
        print(e)
c.close()
try:
    c.throw(ValueError('after close'))
except (RuntimeError, ValueError) as e:
    print(type(e).__name__, e)
async def empty(): pass
try:
    empty().send(None)
except StopIteration as e:
    print(e.value)
