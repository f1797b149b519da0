"""The exception being handled in a generator is its own and comes back after each yield."""
import sys
def cur(): return repr(sys.exc_info()[1])
def g():
    yield cur()
    try:
        raise ValueError('in gen')
    except ValueError:
        yield cur()
        yield cur()
    yield cur()
it = g()
try:
    raise KeyError('outside')
except KeyError:
    print(next(it), cur())
    print(next(it), cur())
print(next(it), cur())
print(next(it), cur())
def reraises():
    try:
        raise ValueError('kept over yield')
    except ValueError:
        yield 1
        raise
r = reraises()
next(r)
try:
    raise KeyError('other')
except KeyError:
    try:
        next(r)
    except ValueError as e:
        print(e)
def ctx():
    try:
        yield
    finally:
        raise TypeError('from finally')
c = ctx()
next(c)
try:
    c.throw(ValueError('thrown'))
except TypeError as e:
    print(repr(e.__context__))
def raise_in_handler():
    try:
        1 / 0
    except ZeroDivisionError:
        yield
        raise IndexError('later')
x = raise_in_handler()
next(x)
try:
    next(x)
except IndexError as e:
    print(repr(e.__context__))
def outer_handler():
    yield
    raise IndexError('plain')
x = outer_handler()
next(x)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        next(x)
except IndexError as e:
    print(repr(e.__context__))
