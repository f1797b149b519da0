"""yield from passes values, sends, throws and close through and is worth the subgenerator's return value."""
def inner():
    try:
        x = yield 1
        print('inner got', x)
        y = yield 2
        print('inner got', y)
    except ValueError as e:
        print('inner caught', e)
        yield 'after catch'
    return 'inner result'
def outer():
    r = yield from inner()
    print('result', r)
    r2 = yield from [10, 20]
    print('of list', r2)
    return 'outer result'
o = outer()
print(next(o), o.send('a'), o.send('b'), next(o))
try:
    next(o)
except StopIteration as e:
    print(e.value)
o = outer()
next(o)
print(o.throw(ValueError('thrown')), next(o))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('it value')
        return self.n
def over_it():
    print('value', (yield from It()))
    yield 'end'
print(list(over_it()))
v = over_it()
next(v)
try:
    v.send('no send on It')
except AttributeError as e:
    print(e)
v = over_it()
next(v)
try:
    v.throw(KeyError('t'))
except KeyError as e:
    print('threw', e)
def bad(): yield from 5
try:
    next(bad())
except TypeError as e:
    print(e)
class WithMethods(It):
    def send(self, x): return ('sent', x)
    def throw(self, *a): return ('thrown', len(a), repr(a[0]))
    def close(self): print('closed It')
def over2(): yield from WithMethods()
w = over2()
print(next(w), w.send(5), w.throw(ValueError('q')))
w.close()
print(list((yield_from := (lambda: (yield from 'abc')))()))
