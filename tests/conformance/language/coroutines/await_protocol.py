"""await takes coroutines and objects with __await__, and refuses the rest with a clear message."""
def drive(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
    except Exception as e:
        return type(e).__name__
class Ok:
    def __await__(self):
        return iter(())
class Value:
    def __await__(self):
        yield
        return 'value'
class NotIter:
    def __await__(self): return 5
class GivesCoroutine:
    def __await__(self): return kept
async def co(): return 'co'
kept = co()
class Raises:
    def __await__(self): raise KeyError('in __await__')
def gen(): yield
async def wait(x): return await x
for x in (Ok(), Value(), NotIter(), Raises(), 5, None, [], gen(), co, 'text', object()):
    print(type(x).__name__, '->', drive(wait(x)))
r = wait(GivesCoroutine())
print(drive(r), drive(kept))
c = co()
print(drive(wait(c)), drive(wait(c)))
class Inst: pass
i = Inst()
i.__await__ = lambda: iter(())
print(drive(wait(i)))
class Iterator:
    def __init__(self): self.n = 2
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration('iterator result')
    __await__ = __iter__
print(drive(wait(Iterator())))
a = co().__await__()
print(type(a).__name__, hasattr(a, 'send'), iter(a) is a)
try:
    next(a)
except StopIteration as e:
    print(e.value)
