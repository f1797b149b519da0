"""close raises GeneratorExit at the yield, runs finally blocks, and refuses generators that yield again."""
def g():
    try:
        print('running')
        yield 1
        yield 2
    except GeneratorExit:
        print('exit seen')
        raise
    finally:
        print('finally')
it = g()
next(it)
print(it.close())
print(next(it, 'closed'), it.close())
it = g()
it.close()
print(next(it, 'never started'))
def ignores():
    while True:
        try:
            yield
        except GeneratorExit:
            print('ignored')
            yield 'again'
i = ignores()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)
def raises():
    try:
        yield
    finally:
        raise ValueError('from finally')
r = raises()
next(r)
try:
    r.close()
except ValueError as e:
    print(e, repr(e.__context__))
def returns():
    try:
        yield
    except GeneratorExit:
        return
x = returns()
next(x)
print(x.close(), next(x, 'done'))
def outer():
    try:
        yield from inner()
    finally:
        print('outer finally')
def inner():
    try:
        yield 1
    finally:
        print('inner finally')
o = outer()
next(o)
o.close()
def done():
    yield
d = done()
list(d)
d.close()
print('fine')
