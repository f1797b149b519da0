"""A metaclass makes the class: __prepare__, __new__, __init__ and __call__ in order, inherited by subclasses."""
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print('prepare', name, kw)
        return {'prepared': True}
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, [b.__name__ for b in bases], kw)
        ns['by_meta'] = name.lower()
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name)
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print('call', cls.__name__, args)
        return super().__call__(*args)
    def on_class(cls): return 'meta method of ' + cls.__name__
class A(metaclass=Meta, flag=1):
    print('body', prepared)
    def __init__(self, x=0): self.x = x
class B(A): pass
print(type(A).__name__, type(B).__name__, A.by_meta, B.by_meta, B(5).x, A.on_class())
try:
    A().on_class()
except AttributeError as e:
    print(e)
T = type('T', (B,), {'attr': 1, 'm': lambda self: self.attr})
print(type(T).__name__, T.attr, T().m())
class Other(type): pass
try:
    class Conflict(A, metaclass=Other): pass
except TypeError as e:
    print(e)
def function_meta(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if not k.startswith('__')), kw)
class F(metaclass=function_meta, k=2):
    a = 1
print(F)
class Registry(type):
    classes = []
    def __init__(cls, *args):
        super().__init__(*args)
        Registry.classes.append(cls.__name__)
class R1(metaclass=Registry): pass
class R2(R1): pass
print(Registry.classes, type(type), isinstance(A, Meta), type(int) is type)
