"""Bases that share the class their slots come from can be combined; others have conflicting layouts."""
class P:
    __slots__=('a','b','_c')
class PP(P): __slots__=()
class Q(P):
    __slots__=()
class R(Q, PP):
    __slots__=()
print(R.__mro__)
r=R(); r.a=1; r._c=3; print(r.a, r._c)
class X: __slots__=('x',)
class Y: __slots__=('y',)
try:
    class Z(X,Y): pass
except TypeError as e: print(e)
class V(Q): __slots__=('more',)
class W(PP, V): pass
w=W(); w.more=1; w.a=2; print(w.more,w.a, W.__base__.__name__)
w.__class__
class Q2(P): __slots__=()
q=Q(); q.__class__=Q2; print(type(q).__name__)
