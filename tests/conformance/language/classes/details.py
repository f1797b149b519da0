"""Classes in detail: comparisons of complex subclasses, super objects as attributes, __classcell__, __new__ that is a classmethod, closures of exec()."""
class cc(complex):
    def __eq__(self, other):
        print('eq', other)
        return abs(self - other) <= 1e-6
z = cc(1.0000003)
print(z == 1+0j, 1+0j == z)
class I(int):
    def __pow__(self, other, mod=None):
        if mod is None: return I(pow(int(self), int(other)))
        return I(pow(int(self), int(other), int(mod)))
    def __rpow__(self, other, mod=None):
        if mod is None: return I(pow(int(other), int(self), mod))
        return I(pow(int(other), int(self), int(mod)))
    def __repr__(self): return f"I({int(self)})"
print(repr(pow(I(2), I(3))), repr(pow(I(2), I(3), I(5))), repr(pow(I(2), 3, 5)))
class A: 
    def meth(self, a): return f"A({a})"
class C(A): 
    def meth(self, a): return f"C({a})" + self.__super.meth(a)
C._C__super = super(C)
try: print(C().meth(3))
except Exception as e: print(repr(e))
class F:
    __new__ = classmethod(lambda *a: a)
try: print(F(1,2))
except Exception as e: print(repr(e))
a=A(); a.x=1
try:
    del a.__dict__; print(a.__dict__)
except Exception as e: print(repr(e))
for attr in 'fget','fset','fdel':
    try: setattr(property(), attr, 1)
    except AttributeError as e: print(e)
class D:
    def __dir__(self): return 7
try: dir(D())
except TypeError as e: print(e)
class D:
    __dict__=8
try: print('__weakref__' in dir(D()), '__dict__' in D.__dict__)
except TypeError as e: print(e)
def make():
    x=1; y=2
    def inner():
        global r
        r = x+y
    return inner
i=make()
try:
    exec(i.__code__, globals(), closure=i.__closure__); print(r)
except Exception as e: print(repr(e))
for clo in (None, (1,2), i.__closure__[:1], [1]):
    try: exec(i.__code__, globals(), closure=clo)
    except Exception as e: print(repr(e))
try: exec("pass", closure=i.__closure__)
except Exception as e: print(repr(e))
try: exec((lambda:1).__code__, closure=i.__closure__)
except Exception as e: print(repr(e))
class M:
    def __getitem__(self,k):
        if k=='a': return 12
        raise KeyError
    def keys(self): return list('xyz')
print(eval('dir()', globals(), M()))
e=ImportError('test', name='n', path='p')
e.__init__()
print(e.msg, e.name, e.path, e.args)
e.__init__(name='q'); print(e.msg, e.name, e.path, e.args)
class L:
    def __iter__(self): return iter([1])
    def __len__(self): raise RuntimeError('hello')
for f in (lambda: [].extend(L()), lambda: list(L()), lambda: [*L()], lambda: tuple(L()), lambda: bytearray(L())):
    try: print(f())
    except Exception as e: print(repr(e))
class Meta(type):
    def __new__(m, n, b, ns):
        ns.pop('__classcell__', None)
        return super().__new__(m,n,b,ns)
try:
    class W(metaclass=Meta):
        def f(self): return __class__
    print(W().f())
except RuntimeError as e: print(e)
class Meta(type):
    def __new__(m, n, b, ns):
        print('__classcell__' in ns, type(ns.get('__classcell__')))
        return super().__new__(m,n,b,ns)
class W(metaclass=Meta):
    def f(self): return __class__
print(W().f(), '__classcell__' in W.__dict__)
try: type('X', (), {'__classcell__': 1})
except TypeError as e: print(e)
class Plain:
    pass
class Slotted:
    __slots__ = ()
class Weak:
    __slots__ = ("__weakref__",)
class Sub(Plain):
    pass
for cls in (Plain, Slotted, Weak, Sub):
    print(cls.__name__, [name for name in ("__dict__", "__weakref__") if name in cls.__dict__])
print(Plain.__dict__["__dict__"].__get__(Plain()), Plain().__weakref__)
class Own(type(__import__("sys"))):
    __dict__ = 8
try:
    dir(Own("m"))
except TypeError as error:
    print(type(error).__name__)
import sys
try:
    sys.exit((42,))
except SystemExit as error:
    print(error.code)
try:
    sys.intern(type("S", (str,), {})("x"))
except TypeError as error:
    print(error)
