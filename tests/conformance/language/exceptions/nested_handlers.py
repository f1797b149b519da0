"""sys.exc_info and bare raise follow the exception being handled, restored when handlers end."""
import sys
def current(): return repr(sys.exc_info()[1])
print(current())
try:
    raise ValueError('a')
except ValueError:
    print(current())
    try:
        raise KeyError('b')
    except KeyError:
        print(current())
    print(current())
    def f():
        print('in call', current())
        try:
            raise TypeError('c')
        except TypeError:
            print('in call', current())
        print('in call', current())
    f()
    print(current())
print(current())
def gen():
    try:
        raise IndexError('gen')
    except IndexError:
        yield current()
        yield current()
    yield current()
g = gen()
print(next(g), current())
try:
    raise ValueError('outer of gen')
except ValueError:
    print(next(g), current())
    print(next(g), current())
def ret():
    try:
        raise ValueError
    except ValueError:
        return 'left'
ret()
print(current(), sys.exc_info())
try:
    try:
        1 / 0
    finally:
        print('finally sees', current())
except ZeroDivisionError:
    print(type(sys.exception()).__name__ if hasattr(sys, 'exception') else '')
t, v, tb = None, None, None
try:
    raise ValueError('x')
except ValueError:
    t, v, tb = sys.exc_info()
print(t.__name__, v, tb is v.__traceback__)
