"""What *args and **kwargs take, by every form of call."""
def w(*args, **kwargs): return args, kwargs
def k(**kw): return kw
def a1(a, **kw): return a, kw
def a2(a, b=2, *r, **kw): return a,b,r,kw
def r(a,*rest): return a,rest
for f in (w,k,a1,a2,r):
    for call in ("f()", "f(1)", "f(1,2)", "f(1,2,3,4)", "f(x=1)", "f(1,x=1,y=2)", "f(1,2,x=3,z=4)", "f(a=1)", "f(1,a=2)", "f(*(1,2),**{'a'+str(1):5,'q':6})", "f(1,**{chr(97):3})", "f(**{'a':1,'b':2})"):
        try: print(f.__name__, call, eval(call))
        except TypeError as e: print(f.__name__, call, e)
class S(str):
    pass
print(w(**{S('a'):1,'b':2}))
d=k(b=1,a=2); d['c']=3; print(d, list(d), 'a' in d, d.pop('b'), d)
class C:
    def __init__(self, *a, **k): self.a, self.k = a, k
    def m(self, *a, **k): return a, k
c=C(1,2,z=3); print(c.a,c.k,c.m(4,y=5), c.m(), C().k)
big={f'k{i}':i for i in range(50)}
print(len(k(**big)), k(**big)['k49'])
