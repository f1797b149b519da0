"""__mro__, __bases__, __subclasses__ and mro() reflect changes to the hierarchy."""
class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
class C(A): pass
class D(C): pass
c, d = C(), D()
print(c.who(), d.who(), [k.__name__ for k in D.__mro__])
C.__bases__ = (B,)
print(c.who(), d.who(), [k.__name__ for k in D.__mro__], [k.__name__ for k in A.__subclasses__()], [k.__name__ for k in B.__subclasses__()])
C.__bases__ = (A, B)
print(d.who(), issubclass(D, B), isinstance(d, A))
try:
    A.__bases__ = (D,)
except TypeError as e:
    print(e)
for bad in (5, (), (5,), (D,)):
    try:
        C.__bases__ = bad
    except TypeError as e:
        print(type(e).__name__)
d.__class__ = C
print(type(d).__name__, d.who())
for bad in (int, 5, type(None)):
    try:
        d.__class__ = bad
    except TypeError as e:
        print(type(e).__name__)
class Meta(type):
    def mro(cls): return [cls, B, object]
class Custom(A, metaclass=Meta): pass
print([k.__name__ for k in Custom.__mro__], Custom().who(), issubclass(Custom, B))
def walk(cls, depth=0):
    print('  ' * depth + cls.__name__)
    for s in cls.__subclasses__(): walk(s, depth + 1)
class Root: pass
class X(Root): pass
class Y(Root): pass
class Z(X, Y): pass
walk(Root)
print(Z.__base__.__name__, Z.mro() == list(Z.__mro__), object.__mro__, int.__mro__[1].__name__)
