"""Keyword arguments keep their order, may name any parameter, and are evaluated in place."""
log = []
def t(x):
    log.append(x)
    return x
def f(a, b=0, *args, c=0, **kw): return a, b, args, c, kw
print(f(c=t(1), a=t(2), z=t(3), b=t(4)), log)
print(f(1, 2, 3, z=4, c=5, y=6), f(**{'a': 1, 'q': 2}), f(*[1, 2], c=3, *[4]), f(1, **{'c': 2}, d=3, **{'e': 4}))
def g(**kw): return list(kw.items())
print(g(b=1, a=2), g(**{'x': 1}, y=2, **{'z': 3}), g(self=1, args=2, kw=3), g(**{'class': 1, '': 2, '1a': 3}))
class C:
    def m(self, a, *, k=None, **rest): return a, k, rest
    @classmethod
    def c(cls, **kw): return cls.__name__, kw
    def __call__(self, x=1, y=2): return x, y
    def __getitem__(self, k): return k
print(C().m(1, k=2, z=3), C().m(a=5), C.c(a=1, cls_=2), C()(y=5), C()(x=0), C.m(C(), 7, k=8))
print(dict(b=1, a=2), dict({'a': 0}, a=1, c=2), sorted([3, 1], reverse=True, key=None), print('x', end='\n', sep=''), int('11', base=2), 'a-b'.split(sep='-'), 'a b c'.split(maxsplit=1))
def forward(*args, **kw): return f(*args, **kw)
print(forward(1, c=2, extra=3), (lambda *, k: k)(k=1), (lambda a, b=2: (a, b))(b=1, a=0))
def default_sees(a, b=lambda: 'default'): return b()
print(default_sees(1), default_sees(1, b=lambda: 'given'))
def shadow(print=print, len=5): return len
print(shadow(), shadow(len=6))
kwargs = {'a': 1}
def mutate(**kw):
    kw['a'] = 2
    kw.pop('b', None)
    return kw
print(mutate(**kwargs), kwargs)
for call in ("f()", "f(b=1)", "f(1, a=2)", "g(1)", "C().m()", "C().m(1, 2)", "(lambda *, k: k)()", "(lambda *, k: k)(1)", "C.c(1)"):
    try:
        eval(call)
    except TypeError as e:
        print(call, '->', e)
