"""__getattr__ is asked only when normal look-up failed; its AttributeError is what is seen."""
class A:
    real = 'class attribute'
    def __init__(self): self.own = 'instance attribute'
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError('private ' + name)
        print('getattr', name)
        return name * 2
a = A()
print(a.real, a.own, a.dyn)
print(hasattr(a, '_x'), hasattr(a, 'anything'), getattr(a, '_x', 'dflt'))
try:
    a._secret
except AttributeError as e:
    print(e)
a.dyn = 'set now'
print(a.dyn)
del a.dyn
print(a.dyn)
class P(A):
    @property
    def prop(self):
        raise AttributeError('inside property')
print(P().prop)
class Proxy:
    def __init__(self, target): self._target = target
    def __getattr__(self, name): return getattr(self._target, name)
p = Proxy([1, 2])
p.append(3)
print(p._target, p.count(1))
try:
    len(p)
except TypeError as e:
    print(e)
try:
    p.nothing
except AttributeError as e:
    print(e)
class Raises:
    def __getattr__(self, name): raise KeyError(name)
try:
    hasattr(Raises(), 'x')
except KeyError as e:
    print('KeyError', e)
a.__class__.late = 'late'
print(a.late)
