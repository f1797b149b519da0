"""Defaults are evaluated once, when the function is defined, and shared by all calls."""
log = []
def default(x):
    log.append(x)
    return x
def f(a, b=default('b'), c=default('c')):
    return a, b, c
print(log)
print(f(1), f(1, 2), f(1, c=3), log)
def acc(x, to=[]):
    to.append(x)
    return to
print(acc(1), acc(2), acc(3, []), acc(4))
n = 1
def g(v=n): return v
n = 2
print(g())
print(f.__defaults__, acc.__defaults__, g.__kwdefaults__)
def k(*, x=1, y, z=[2]): return x, y, z
print(k.__kwdefaults__, k(y=0))
f.__defaults__ = (10,)
try:
    f(1)
except TypeError as e:
    print(e)
print(f(1, 2))
k.__kwdefaults__ = {'x': 'new', 'y': 'given'}
try:
    print(k(z=1), k.__kwdefaults__)
    k()
except TypeError as e:
    print(e)
functions = []
for i in range(3):
    def h(i=i): return i
    functions.append(h)
print([h() for h in functions])
def order(a=default(1), *, b=default(2)): pass
print(log)
