"""return in a generator ends it through its finally blocks, with the value in StopIteration."""
log = []
def g(n):
    try:
        for i in range(n):
            try:
                yield i
                if i == 1: return f'returned at {i}'
            finally:
                log.append(f'inner {i}')
    finally:
        log.append('outer')
def drive(gen):
    out = []
    while True:
        try:
            out.append(next(gen))
        except StopIteration as e:
            return out, e.value
print(drive(g(1)), log); log.clear()
print(drive(g(5)), log); log.clear()
def collects():
    result = yield from g(5)
    log.append(('from', result))
    return result.upper()
print(drive(collects()), log); log.clear()
def with_context():
    class CM:
        def __enter__(self): return self
        def __exit__(self, *a): log.append(('exit', a[0]))
    with CM():
        yield 'in with'
        return 'value'
print(drive(with_context()), log); log.clear()
def yields_in_finally():
    try:
        yield 'body'
        return 'first value'
    finally:
        yield 'finally'
print(drive(yields_in_finally()))
def loops():
    while True:
        try:
            yield 1
        except ValueError:
            continue
        except KeyError:
            break
        finally:
            log.append('f')
    return 'after loop'
x = loops()
next(x)
print(x.throw(ValueError()), x.throw(ValueError()))
try:
    x.throw(KeyError())
except StopIteration as e:
    print(e.value, log)
def gen_of_gens():
    yield (i for i in range(3))
    yield g(1)
    yield gen_of_gens
print([list(x) if hasattr(x, '__next__') else x.__name__ for x in gen_of_gens()])
for v in (None, (1, 2), StopIteration(5), ValueError('as value')):
    def r():
        return v
        yield
    try:
        next(r())
    except StopIteration as e:
        print(repr(e.value), e.value is v)
