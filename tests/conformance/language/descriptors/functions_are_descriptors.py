"""Functions bind through __get__, and any callable without __get__ stays unbound in a class."""
def f(self, x): return (self, x)
bound = f.__get__('obj')
print(bound(1), type(bound).__name__, f.__get__('o', str)(2), f.__get__(None, int) is f)
class Call:
    def __call__(self, *a): return a
class C:
    call = Call()
    m = f
    builtin = len
    cls = str
    lam = lambda self: 'lam'
    bound_elsewhere = bound
c = C()
print(c.call(1), c.m(2)[1], c.builtin('abc'), c.cls(5), c.lam(), c.bound_elsewhere(3))
print(str.upper.__get__('abc')(), [].append.__self__, str.join('-', 'ab'), int.__add__(1, 2))
try:
    str.upper(5)
except TypeError as e:
    print(e)
try:
    list.append({}, 1)
except TypeError as e:
    print(e)
try:
    str.upper()
except TypeError as e:
    print(e)
class Binder:
    def __get__(self, obj, cls): return lambda *a: ('bound by', type(obj).__name__, a)
class D: x = Binder()
print(D().x(1), D.x(2))
class Raises:
    def __get__(self, obj, cls): raise AttributeError('from get')
class E:
    a = Raises()
    def __getattr__(self, n): return 'fallback ' + n
print(E().a)
try:
    E.a
except AttributeError as e:
    print(e)
