"""property computes, sets and deletes, is read-only without a setter, and carries its docstring."""
class Temp:
    def __init__(self, c): self._c = c
    @property
    def celsius(self):
        "The doc."
        return self._c
    @celsius.setter
    def celsius(self, v):
        if v < -273: raise ValueError('too cold')
        self._c = v
    @celsius.deleter
    def celsius(self):
        print('deleted')
        self._c = None
    @property
    def fahrenheit(self): return self._c * 9 / 5 + 32
t = Temp(100)
print(t.celsius, t.fahrenheit, Temp.celsius.__doc__)
t.celsius = 0
t.celsius += 10
print(t.celsius, t.fahrenheit)
try:
    t.celsius = -300
except ValueError as e:
    print(e)
for code in ('t.fahrenheit = 1', 'del t.fahrenheit'):
    try:
        exec(code)
    except AttributeError as e:
        print(e)
del t.celsius
print(t.celsius)
class Sub(Temp):
    @Temp.celsius.getter
    def celsius(self): return 'sub getter'
    @property
    def fahrenheit(self): return super().fahrenheit
s = Sub(1)
print(s.celsius, s.fahrenheit)
s.celsius = 5
print(s._c)
class Old:
    def get(self): return 'got'
    def put(self, v): print('put', v)
    x = property(get, put, None, 'the doc of x')
    w = property(fset=put)
o = Old()
o.x = 1
o.w = 2
print(o.x, Old.x.__doc__, Old.x.fget is Old.get, Old.x.fdel, type(Old.x).__name__)
try:
    o.w
except AttributeError as e:
    print(e)
t.__dict__['fahrenheit'] = 'ignored'
t._c = 0
print(t.fahrenheit)
