"""Managers are entered from the left and left from the right, methods looked up on the type before entry."""
log = []
class M:
    def __init__(self, n):
        log.append(f'make {n}')
        self.n = n
    def __enter__(self):
        log.append(f'enter {self.n}')
        return self
    def __exit__(self, *a): log.append(f'exit {self.n}')
with M(1) as a, M(2) as b, M(a.n + b.n) as c:
    log.append('body')
print(log); log.clear()
class Changing(M):
    def __enter__(self):
        Changing.__exit__ = lambda self, *a: log.append('changed exit')
        return super().__enter__()
with Changing(5):
    pass
print(log); log.clear()
def factory():
    log.append('factory')
    return M('f')
with factory():
    pass
print(log); log.clear()
m = M('same')
with m:
    with m:
        log.append('nested same')
print(log); log.clear()
x = 'before'
with M('x') as x:
    pass
print(x.n)
def f():
    with M('try'):
        try:
            raise ValueError
        finally:
            log.append('finally')
try:
    f()
except ValueError:
    print(log); log.clear()
with M('w') as w:
    w = None
print(log, w)
class Desc:
    def __get__(self, o, c):
        log.append('looked up')
        return lambda *a: None
class D:
    __enter__ = Desc()
    __exit__ = Desc()
log.clear()
with D():
    log.append('in')
print(log)
