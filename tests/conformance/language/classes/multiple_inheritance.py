"""The method resolution order is C3, and orders that conflict are refused."""
class A:
    def m(self): return ['A']
class B(A):
    def m(self): return ['B'] + super().m()
class C(A):
    def m(self): return ['C'] + super().m()
class D(B, C):
    def m(self): return ['D'] + super().m()
print(D().m(), [c.__name__ for c in D.__mro__], [c.__name__ for c in D.mro()])
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
for bases in ((XY, YX), (A, B), (X, X), (object, X), (int, str)):
    try:
        type('Bad', bases, {})
    except TypeError as e:
        print(' '.join(str(e).split()))
class O: pass
class K1(type('a', (O,), {}), type('b', (O,), {})): pass
print([c.__name__ for c in K1.__mro__])
class F(O): pass
class E(O): pass
class DD(O): pass
class CC(DD, F): pass
class BB(DD, E): pass
class AA(BB, CC): pass
print([c.__name__ for c in AA.__mro__])
class Mixin:
    def m(self): return ['Mixin'] + super().m()
class WithMixin(Mixin, A): pass
print(WithMixin().m())
class First: v = 'first'
class Second: v = 'second'; w = 'only second'
class Both(First, Second): pass
print(Both.v, Both().w)
del First.v
print(Both.v)
