"""A generator-based manager sees the body's exception at its yield and may translate, swallow or pass it."""
from contextlib import contextmanager, ExitStack
@contextmanager
def translate():
    try:
        yield
    except KeyError as e:
        raise ValueError('translated') from e
try:
    with translate():
        raise KeyError('orig')
except ValueError as e:
    print(e, repr(e.__cause__))
@contextmanager
def passes():
    yield 'value'
for err in (ValueError('v'), StopIteration('stop'), RuntimeError('run'), KeyboardInterrupt()):
    try:
        with passes():
            raise err
    except BaseException as e:
        print(e is err, type(e).__name__)
@contextmanager
def reraises():
    try:
        yield
    except Exception:
        print('saw it')
        raise
try:
    with reraises():
        raise TypeError('same')
except TypeError as e:
    print(e, e.__context__)
def order():
    stack = ExitStack()
    with stack:
        stack.callback(lambda: print('first in, last out'))
        stack.callback(lambda: print('last in, first out'))
        raise ValueError('x')
try:
    order()
except ValueError as e:
    print(e)
stack = ExitStack()
stack.callback(print, 'moved')
later = stack.pop_all()
stack.close()
print('nothing yet')
later.close()
@contextmanager
def state(obj, **changes):
    old = {k: obj[k] for k in changes}
    obj.update(changes)
    try:
        yield obj
    finally:
        obj.update(old)
d = {'a': 1, 'b': 2}
with state(d, a=10):
    print(d)
print(d)
def returning():
    with passes() as v:
        return v
print(returning())
