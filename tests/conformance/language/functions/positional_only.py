"""Parameters before a slash can't be named, and their names stay free for keywords."""
def f(a, b=2, /, c=3): return a, b, c
print(f(1), f(1, 5), f(1, c=6), f(1, 2, 3))
def g(a, /, **kw): return a, kw
print(g(1, a=2, b=3))
def h(a, /, b, *, c): return a, b, c
print(h(1, 2, c=3), h(1, b=2, c=3))
def only(a, b, /): return a - b
print(only(5, 3))
lam = lambda x, /, y: (x, y)
print(lam(1, y=2))
for call in ('f(a=1)', 'f(1, b=2)', 'only(a=1, b=2)', 'only(1, b=2)', 'h(a=1, b=2, c=3)', 'h(1, c=3)', 'only(1)', 'f()', 'lam(x=1, y=2)', 'g(a=1)'):
    try:
        print(eval(call))
    except TypeError as e:
        print(call, '->', e)
class C:
    def m(self, x, /): return x
    def __init__(self, /, **kw): self.kw = kw
print(C(self=1).kw, C().m(4))
try:
    C().m(x=1)
except TypeError as e:
    print(e)
