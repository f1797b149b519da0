"""contextlib's contextmanager, suppress, closing, nullcontext and ExitStack work as documented."""
from contextlib import contextmanager, suppress, closing, nullcontext, ExitStack
@contextmanager
def managed(name):
    print('setup', name)
    try:
        yield name * 2
    except KeyError as e:
        print('handled', e)
    finally:
        print('teardown', name)
with managed('a') as v:
    print(v)
with managed('b'):
    raise KeyError('k')
try:
    with managed('c'):
        raise ValueError('v')
except ValueError as e:
    print('out', e)
@managed('deco')
def f(): return 'result'
print(f(), f())
with suppress(ValueError, KeyError):
    {}['x']
class Closable:
    def close(self): print('closed')
with closing(Closable()) as c:
    print(type(c).__name__)
with nullcontext('null') as n:
    print(n)
with ExitStack() as stack:
    print(stack.enter_context(managed('s1')), stack.enter_context(managed('s2')))
    stack.callback(print, 'callback', 1)
    stack.push(lambda *a: print('pushed', a[0]))
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as e:
    print(e)
@contextmanager
def never():
    if False: yield
try:
    with never(): pass
except RuntimeError as e:
    print(e)
with ExitStack() as outer:
    outer.enter_context(suppress(ZeroDivisionError))
    1 / 0
print('suppressed by stack')
