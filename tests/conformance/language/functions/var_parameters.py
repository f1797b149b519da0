"""*args is a tuple and **kwargs a fresh dict in call order."""
def f(first, *args, **kwargs):
    return first, args, kwargs
print(f(1), f(1, 2, 3), f(1, k=2), f(first=1, z=26, a=1))
print(type(f(1)[1]).__name__, type(f(1)[2]).__name__)
def g(**kw): return list(kw)
print(g(z=1, a=2, m=3), g(**{'b': 1}, a=2, **{'c': 3}))
def h(*args): return args
t = (1, 2)
print(h(*t) == t, h(*t, *t), h([1], (2,)), h(()), h())
def passes(*args, **kw): return f(*args, **kw)
print(passes(1, 2, x=3))
def modifies(**kw):
    kw['new'] = 1
    return kw
print(modifies(), modifies(a=1), modifies())
def named(args, *kwargs, self=0, **cls): return args, kwargs, self, cls
print(named(1, 2, self=3, other=4))
def both(a, b=5, *args, c, d=6, **kw): return a, b, args, c, d, kw
print(both(1, c=2), both(1, 2, 3, 4, c=5, d=6, e=7))
try:
    both(1, 2, 3)
except TypeError as e:
    print(e)
print((lambda *a, **k: (a, k))(1, b=2))
