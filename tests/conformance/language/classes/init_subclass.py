"""__init_subclass__ runs for each subclass with the class's keywords, and __set_name__ for each attribute."""
class Plugin:
    registry = []
    def __init_subclass__(cls, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry.append((cls.__name__, name))
class A(Plugin, name='first'): pass
class B(A): pass
class C(Plugin, name='third'): pass
print(Plugin.registry)
for source in ('class D(Plugin, wrong=1): pass', 'class E(x=1): pass', 'class F(object, y=2): pass'):
    try:
        exec(source)
    except TypeError as e:
        print(e)
class Named:
    def __set_name__(self, owner, name):
        print('set_name', owner.__name__, name)
        self.name = name
    def __get__(self, obj, cls): return f'value of {self.name}'
class H:
    one = Named()
    two = three = Named()
print(H.one, H().two, H.three)
H.later = Named()
print('later has no name:', not hasattr(H.__dict__['later'], 'name'))
T = type('T', (), {'dyn': Named()})
print(T.dyn)
class Fails:
    def __set_name__(self, owner, name): raise KeyError('refused')
try:
    class G: attr = Fails()
except (RuntimeError, KeyError) as e:
    print('refused')
class Order:
    def __init_subclass__(cls): print('init_subclass', hasattr(cls.__dict__['n'], 'name'))
class OrderSub(Order): n = Named()
