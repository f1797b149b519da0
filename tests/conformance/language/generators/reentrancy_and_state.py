"""A running generator can't be resumed, and its state shows in gi_frame, gi_running and gi_yieldfrom."""
def g():
    try:
        next(it)
    except ValueError as e:
        print(e)
    yield it.gi_running
it = g()
print(it.gi_running, it.gi_frame is not None)
print(next(it), it.gi_running)
list(it)
print(it.gi_frame, it.gi_running)
def h():
    yield from inner()
def inner():
    yield 1
x = h()
print(x.gi_yieldfrom)
next(x)
print(x.gi_yieldfrom.__name__, x.gi_code.co_name, x.__name__, x.__qualname__)
def closes_self():
    try:
        s.close()
    except ValueError as e:
        print(e)
    yield 'survived'
s = closes_self()
print(next(s))
def sends_self():
    try:
        t.send(1)
    except ValueError as e:
        print(e)
    yield
t = sends_self()
next(t)
class C:
    def method(self):
        yield 1
print(C().method().__qualname__, (i for i in []).__qualname__, repr(C().method()).startswith('<generator object C.method at 0x'))
x.__name__ = 'renamed'
print(x.__name__)
a, b = inner(), inner()
print(a == a, a == b, hash(a) == hash(a), bool(a))
try:
    a[0]
except TypeError as e:
    print(e)
try:
    len(a)
except TypeError as e:
    print(e)
