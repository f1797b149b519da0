"""Closures serve as objects: memo tables, partial application, pipelines and counters."""
def memo(f):
    cache = {}
    def wrapped(*args):
        if args not in cache:
            cache[args] = f(*args)
            wrapped.misses += 1
        return cache[args]
    wrapped.misses = 0
    return wrapped
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.misses)
def partial(f, *args, **kw):
    return lambda *more, **extra: f(*args, *more, **{**kw, **extra})
print(partial(pow, 2)(10), partial(sorted, reverse=True)([1, 3, 2]), partial(dict, a=1)(b=2, a=3))
def pipeline(*stages):
    def run(x):
        for s in stages:
            x = s(x)
        return x
    return run
print(pipeline(str.strip, str.upper, lambda s: s + '!')('  hey '))
def once(f):
    done = False
    result = None
    def wrapper():
        nonlocal done, result
        if not done:
            result = f()
            done = True
        return result
    return wrapper
calls = []
get = once(lambda: calls.append(1) or 'value')
print(get(), get(), calls)
def curry(f, n):
    def take(args):
        return f(*args) if len(args) == n else lambda x: take(args + [x])
    return take([])
print(curry(lambda a, b, c: (a, b, c), 3)(1)(2)(3))
