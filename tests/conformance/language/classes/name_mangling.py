"""Names with two leading underscores in a class are private to it."""
class A:
    __x = 'A private'
    def __init__(self): self.__v = 1
    def get(self): return self.__x, self.__v
    def __method(self): return 'A method'
    def call(self): return self.__method()
    __dunder__ = 'not mangled'
    def local(self):
        __l = 5
        def f(): return __l
        return f(), sorted(n for n in dir(self) if 'method' in n)
class B(A):
    __x = 'B private'
    def __method(self): return 'B method'
    def get_b(self): return self.__x, self.__method()
b = B()
print(b.get(), b.call(), b.get_b(), b.__dunder__, b.local())
print(b._A__x, b._B__x, b.__dict__)
try:
    b.__x
except AttributeError as e:
    print(e)
class C:
    def m(self, __param=1): return __param
    def kw(self): return self.m(_C__param=2)
    def keyword(self): return dict(__k=1)
print(C().m(5), C().kw(), C().keyword())
class _Leading:
    __y = 1
    def f(self): return self.__y
print(_Leading._Leading__y, _Leading().f())
class Exc:
    def f(self):
        global __g
        __g = 'global'
        import sys as __mod
        return __mod.__name__
print(Exc().f(), _Exc__g)
class Nested:
    class Inner:
        __z = 3
    def f(self): return self.Inner._Inner__z
print(Nested().f())
class ___: __q = 1
print(___.__q)
