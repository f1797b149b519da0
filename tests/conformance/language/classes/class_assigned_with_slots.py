"""__class__ can be assigned between classes whose __slots__ have the same names."""
class A: __slots__ = ('p',)
class B: __slots__ = ('q',)
class C: __slots__ = ('p',)
class D: pass
a = A()
a.p = 1
for cls in (B, C, D):
    try:
        a.__class__ = cls
        print(type(a).__name__, a.p)
    except TypeError as e:
        print(e)
d = D()
d.x = 1
for cls in (A, type('E', (D,), {'y': 2}), object):
    try:
        d.__class__ = cls
        print(type(d).__name__, d.x, d.y)
    except TypeError as e:
        print(e)
