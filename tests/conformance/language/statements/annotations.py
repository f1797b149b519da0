"""Annotated assignment binds when it has a value, and without one only declares."""
x: int = 5
y: str
(z): float = 1.5
print(x, z)
try:
    y
except NameError as e:
    print(e)
class A:
    a: int = 1
    b: str
    c: 'not evaluated' = 3
print(A.a, A.c, hasattr(A, 'b'))
def f():
    local: undefined_name = 4
    other: 1 / 0
    return local
print(f())
def g():
    v: int
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
print(g())
o = A()
o.attr: int = 9
d = {}
d['k']: str = 'v'
print(o.attr, d)
def h(a: int, *args: str, k: float = 2.0, **kw: 'any') -> bool:
    return a, args, k, kw
print(h(1, 2, k=3, z=4))
t: tuple = 1, 2
print(t)
