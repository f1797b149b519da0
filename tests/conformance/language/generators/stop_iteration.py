"""A StopIteration that escapes a generator's body becomes RuntimeError."""
def g():
    yield 1
    raise StopIteration('inside')
it = g()
print(next(it))
try:
    next(it)
except RuntimeError as e:
    print(e, repr(e.__cause__), e.__cause__ is e.__context__)
def by_next():
    while True:
        yield next(iter([]))
try:
    next(by_next())
except RuntimeError as e:
    print(e)
def guarded():
    it = iter([1, 2])
    while True:
        try:
            yield next(it)
        except StopIteration:
            return 'over'
print(list(guarded()))
def thrown():
    yield
t = thrown()
next(t)
try:
    t.throw(StopIteration('x'))
except RuntimeError as e:
    print(e)
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration('plain iterator')
print(list(It()))
def takes(it): return [next(it), next(it)]
try:
    takes(iter([1]))
except StopIteration as e:
    print('plain function', repr(e))
def catches():
    try:
        yield
    except StopIteration:
        yield 'caught inside'
c = catches()
next(c)
print(c.throw(StopIteration()))
def sub():
    raise StopIteration
    yield
def deleg(): yield from sub()
try:
    list(deleg())
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)
print(max((x for x in guarded()), default=0), tuple(guarded()), [*guarded()])
