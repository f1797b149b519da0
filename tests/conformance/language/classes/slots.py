"""__slots__ gives fixed attributes without a dict."""
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x): self.x = x
p = P(1)
print(p.x, hasattr(p, 'y'), hasattr(p, '__dict__'), P.__slots__)
p.y = 2
print(p.y)
del p.x
for code in ('p.x', 'p.z', 'del p.x', 'p.__dict__'):
    try:
        exec(code)
    except AttributeError as e:
        print(e)
class Q(P):
    __slots__ = ('w',)
q = Q(5)
q.w = 6
print(q.x, q.w, hasattr(q, '__dict__'))
class D(P): pass
d = D(1)
d.anything = 2
print(d.__dict__, d.x)
print(type(P.x).__name__, P.x.__get__(q), P.x.__name__)
P.x.__set__(p, 'by descriptor')
print(p.x)
for source in ("class B:\n __slots__ = 'x'\n x = 1", "class B:\n __slots__ = ['not valid']", "class B(P):\n __slots__ = 5",
               "class B(P, S2): pass"):
    class S2: __slots__ = ('k',)
    try:
        exec(source)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
class Empty: __slots__ = ()
try:
    Empty().x = 1
except AttributeError as e:
    print(type(e).__name__)
class One:
    __slots__ = 'single'
    default = 7
o = One()
o.single = 1
print(o.single, o.default)
class WithDict:
    __slots__ = ('a', '__dict__')
w = WithDict()
w.a, w.b = 1, 2
print(w.__dict__, w.a)
class Private:
    __slots__ = ('__hidden',)
    def __init__(self): self.__hidden = 1
print(Private()._Private__hidden)
