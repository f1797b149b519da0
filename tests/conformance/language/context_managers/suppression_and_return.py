"""A true result of __exit__ swallows the exception and goes on after the block."""
class Suppress:
    def __init__(self, *types): self.types = types
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        self.seen = v
        return t is not None and issubclass(t, self.types)
def f():
    with Suppress(ValueError):
        raise ValueError
        return 'never'
    return 'after'
print(f())
def g():
    with Suppress(ValueError):
        return int('x')
print(g())
with Suppress(KeyError) as s:
    {}['x']
print(repr(s.seen))
def nested():
    out = []
    with Suppress(ValueError):
        with Suppress(KeyError):
            raise ValueError('through')
        out.append('skipped')
    out.append('reached')
    return out
print(nested())
def loop():
    out = []
    for i in range(4):
        with Suppress(ZeroDivisionError):
            out.append(6 // (i - 1))
            continue
        out.append('suppressed')
    return out
print(loop())
def gen():
    with Suppress(ValueError) as s:
        while True:
            got = yield
            if got: raise ValueError(got)
    yield repr(s.seen)
x = gen()
next(x)
print(x.send('sent'))
def exit_replaces():
    class R:
        def __enter__(self): pass
        def __exit__(self, t, v, tb):
            raise TypeError('instead') from v
    try:
        with R():
            raise ValueError('orig')
    except TypeError as e:
        return repr(e), repr(e.__cause__)
print(exit_replaces())
with Suppress(BaseException):
    raise KeyboardInterrupt
print('end')
