"""throw raises at the yield; the generator may catch it, yield on, or let it out."""
def g():
    while True:
        try:
            x = yield 'ready'
            print('got', x)
        except ValueError as e:
            print('caught', e, repr(e.__context__))
            yield 'recovered'
        except KeyError:
            return 'finished by KeyError'
it = g()
print(next(it), it.throw(ValueError('v')), next(it))
print(it.throw(ValueError))
print(next(it))
try:
    it.throw(KeyError('k'))
except StopIteration as e:
    print(e.value)
try:
    it.throw(ValueError('after the end'))
except ValueError as e:
    print(e)
it = g()
try:
    it.throw(ValueError('before start'))
except ValueError as e:
    print(e)
print(list(it))
it = g()
next(it)
try:
    it.throw(TypeError('not caught'))
except TypeError as e:
    print(e)
print(next(it, 'exhausted'))
it = g()
next(it)
for bad in (5, 'x', int, None):
    try:
        it.throw(bad)
    except TypeError as e:
        print(e)
def translates():
    try:
        yield
    except ValueError as e:
        raise KeyError('translated') from e
t = translates()
next(t)
try:
    t.throw(ValueError('orig'))
except KeyError as e:
    print(repr(e), repr(e.__cause__))
def finally_yield():
    try:
        yield 1
    finally:
        yield 'in finally'
f = finally_yield()
next(f)
print(f.throw(ValueError('pending')))
try:
    next(f)
except ValueError as e:
    print('raised after finally', e)
