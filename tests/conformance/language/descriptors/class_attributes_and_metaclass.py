"""Setting a class attribute replaces a descriptor; only the metaclass's descriptors intercept it."""
class Data:
    def __get__(self, o, c): return 'data'
    def __set__(self, o, v): print('intercepted', v)
class C: x = Data()
C().x = 1
C.x = 'plain now'
print(C.x, C().x)
class Meta(type):
    y = Data()
    def __setattr__(cls, n, v):
        print('meta setattr', n)
        super().__setattr__(n, v)
class K(metaclass=Meta): z = 1
K.y = 5
K.z = 6
print(K.y, K.z, 'y' in K.__dict__)
try:
    K().y
except AttributeError as e:
    print(e)
class Alias:
    def __init__(self, target): self.target = target
    def __get__(self, o, c): return getattr(o if o is not None else c, self.target)
    def __set__(self, o, v): setattr(o, self.target, v)
    def __delete__(self, o): delattr(o, self.target)
class A:
    real = 'class default'
    other = Alias('real')
a = A()
print(a.other, A.other)
a.other = 'set by alias'
print(a.real, A.real, vars(a))
del a.other
print(a.real)
print(getattr(A.__dict__['other'], 'target'), A.__dict__['other'].__get__(a, A))
class Base:
    @property
    def v(self): return 'base prop'
class Over(Base): v = 'attribute overrides property'
o = Over()
o.v = 'instance'
print(o.v, Over.v)
