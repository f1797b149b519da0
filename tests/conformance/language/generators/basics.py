"""A generator runs to each yield when asked and ends with StopIteration carrying its return value."""
def g(n):
    print('start')
    for i in range(n):
        x = yield i
        print('got', x)
    print('end')
    return 'result'
it = g(2)
print('made', type(it).__name__)
print(next(it))
print(next(it))
try:
    next(it)
except StopIteration as e:
    print(repr(e), e.value)
for _ in range(2):
    try:
        next(it)
    except StopIteration as e:
        print(repr(e), e.value)
print(list(g(1)), iter(it) is it)
def empty():
    return
    yield
print(list(empty()), next(empty(), 'default'))
def none_return(): yield
try:
    n = none_return()
    next(n); next(n)
except StopIteration as e:
    print(e.value, e.args)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])
for x in fib():
    if x > 50: break
print(x)
def tuple_return():
    return (1, 2)
    yield
try:
    next(tuple_return())
except StopIteration as e:
    print(e.value, e.args)
print(sum(i * i for i in range(10)), dict((i, i) for i in 'ab'), *fib().__class__.__name__[:3])
