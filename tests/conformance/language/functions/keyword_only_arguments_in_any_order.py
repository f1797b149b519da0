"""Keyword-only parameters given by name, mixed with positional ones and defaults: values, order of evaluation, errors."""
def f(a, /, b, c=3, *, d, e): return a, b, c, d, e
def g(*, x, y=2): return x, y
def h(a, b=2, *, k): return a, b, k
def seen(name, value, order=[]):
    order.append(name)
    return value
print(f(1, 2, d=4, e=5), f(1, e=5, d=4, b=2), f(1, 2, 9, e=5, d=4), f(1, c=8, b=7, e=6, d=5))
print(g(x=1), g(y=5, x=4), h(1, k=3), h(k=3, a=1), h(1, 9, k=3), h(b=4, k=5, a=6))
order = []
print(f(seen(1, 1, order), e=seen("e", 5, order), b=seen("b", 2, order), d=seen("d", 4, order)), order)
class Cells:
    def __init__(self, *, size, name="none"):
        self.read = lambda: (size, name)
    def method(self, *, key): return key
print(Cells(size=3).read(), Cells(name="n", size=4).read(), Cells(size=1).method(key=2))
async def coroutine(*, value): return value
def generator(*, count):
    yield from range(count)
print(list(generator(count=3)))
try: coroutine(value=1).send(None)
except StopIteration as stop: print(stop.value)
for call in (lambda: f(1, 2, d=4), lambda: f(1, 2, d=4, e=5, x=6), lambda: f(a=1, b=2, d=4, e=5), lambda: f(1, 2, b=3, d=4, e=5), lambda: g(1, x=2),
             lambda: g(), lambda: h(k=1), lambda: h(1, 2, 3, k=4), lambda: f(d=1, e=2), lambda: Cells(name=1), lambda: Cells(1, size=2)):
    try: print(call())
    except TypeError as error: print(error)
f.__defaults__ = (30, 40)
print(f(1, d=4, e=5), f(1, c=2, d=4, e=5))
g.__kwdefaults__ = None
try: g(x=1)
except TypeError as error: print(error)
