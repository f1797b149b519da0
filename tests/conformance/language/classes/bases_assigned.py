"""Assigning __bases__ changes look-ups of existing instances, or nothing when it fails."""
class A:
    x = 'A'
    def who(self): return 'A.who'
class B:
    x = 'B'
    def who(self): return 'B.who'
class C(A):
    def both(self): return super().who(), self.x
class D(C): pass
class E(D, A): pass
d = D()
def ask(): return d.who(), d.x, d.both()
print(ask(), ask())
C.__bases__ = (B,)
print(ask(), ask(), [k.__name__ for k in E.__mro__])
class S: __slots__ = ('s',)
for bases in ((S,), (int,), (A, A), (D,), 5, (), (1,)):
    try:
        C.__bases__ = bases
    except TypeError as e:
        print(type(e).__name__)
    print([k.__name__ for k in E.__mro__], C.__bases__ == (B,), ask())
try:
    del C.__bases__
except TypeError as e:
    print(e)
try:
    int.__bases__ = (A,)
except TypeError as e:
    print(e)
class M(type):
    def mro(cls): return [cls, *super().mro()[1:]][::1]
class N(A, metaclass=M): pass
print([k.__name__ for k in N.__mro__], N().who())
for order in ([5], 5, [int, object]):
    class Bad(type):
        def mro(cls): return order
    try:
        Bad('X', (), {})
    except TypeError as e:
        print(e)
