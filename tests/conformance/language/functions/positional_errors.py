"""A call with too few or too many arguments fails with CPython's exact message."""
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def d(a, b=1): pass
def star(a, *args): pass
def kwonly(*, a, b): pass
def kw3(*, a, b, c): pass
def mixed(a, b=2, *, k): pass
class C:
    def m(self): pass
    def n(self, x): pass
def show(f, *args, **kw):
    try:
        f(*args, **kw)
        print('ok')
    except TypeError as e:
        print(e)
show(f0, 1); show(f0, 1, 2); show(f1); show(f1, 1, 2); show(f2); show(f2, 1); show(f3); show(f3, 1)
show(f2, 1, 2, 3); show(d); show(d, 1, 2, 3); show(d, b=5); show(star)
show(kwonly); show(kwonly, a=1); show(kw3); show(kwonly, 1); show(mixed, 1); show(mixed, 1, 2, 3, k=1); show(mixed, 1, 2, 3)
show(f1, 1, a=2); show(f2, 1, a=1); show(f0, zz=1); show(f1, zz=1); show(star, 1, a=2)
show(C().m, 1); show(C().n); show(C.m); show(C().n, 1, 2); show(lambda x: x); show(C, 1); show(C, x=1)
