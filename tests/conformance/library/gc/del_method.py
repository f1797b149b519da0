"""__del__ may resurrect, raise and run only once, and never runs for what is alive."""
import gc
resurrected = []
count = 0
class R:
    def __init__(self): self.me = self
    def __del__(self):
        global count
        count += 1
        resurrected.append(self)
def make():
    for _ in range(50): R()
def stir(n=40):
    if n: stir(n - 1)
make()
stir()
gc.collect()
first = count
print(first > 30, len(resurrected) == first, all(r.me is r for r in resurrected))
resurrected.clear()
stir()
gc.collect()
gc.collect()
print('run once only', count - first <= 50 - first)
class Alive:
    def __del__(self): print('must not run while alive')
alive = Alive()
gc.collect()
Alive.__del__ = lambda self: None
class Calls:
    log = []
    def __init__(self, n): self.n, self.me = n, self
    def __del__(self): Calls.log.append(self.n * 2)
def many():
    for i in range(100): Calls(i)
many()
stir()
gc.collect()
print(len(Calls.log) > 70, set(Calls.log) <= set(range(0, 200, 2)))
