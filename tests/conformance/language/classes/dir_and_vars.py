"""dir lists attributes of object, class and bases, sorted; __dir__ replaces it; vars gives the dict."""
class A:
    a = 1
    def m(self): pass
class B(A):
    b = 2
    def __init__(self): self.own = 3
b = B()
def public(o): return [n for n in dir(o) if not n.startswith('__')]
print(public(b), public(B), public(A()))
b.zz = 1
b.aa = 2
print(public(b), vars(b))
class C:
    def __dir__(self): return ['z', 'y', 'x']
print(dir(C()))
for n in ('__init__', '__class__', '__doc__', '__eq__', '__module__', '__dict__', '__repr__'):
    print(n, n in dir(b), n in dir(A), end='; ')
print()
def f():
    x, y = 1, 2
    return dir(), vars(), sorted(locals())
print(f())
try:
    vars(5)
except TypeError as e:
    print(e)
vars(b)['new'] = 'through vars'
print(b.new)
try:
    vars(A)['new'] = 1
except TypeError as e:
    print(e)
print('a' in vars(A), 'a' in vars(B), 'append' in dir([]), 'upper' in dir(''), 'keys' in dir({}))
class Bad:
    def __dir__(self): return 5
try:
    dir(Bad())
except TypeError as e:
    print(e)
import math
print('pi' in dir(math), 'floor' in vars(math))
