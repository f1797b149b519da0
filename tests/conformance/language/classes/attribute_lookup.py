"""Instance attributes hide class attributes, and writing never changes the class."""
class A:
    x = 'A.x'
    l = []
class B(A):
    pass
a, b = A(), B()
print(a.x, b.x, B.x)
a.x = 'a.x'
print(a.x, A.x, b.x)
A.x = 'new A.x'
print(a.x, b.x, B.x)
B.x = 'B.x'
print(b.x, A.x)
del B.x
print(b.x)
b.l.append(1)
print(A.l, a.l is b.l)
a.l = a.l + [2]
print(A.l, a.l, a.__dict__, b.__dict__)
a.__dict__['via'] = 'dict'
print(a.via)
b.__dict__ = {'x': 'replaced'}
print(b.x, vars(b), B.__dict__.get('x'))
for code in ('a.nope', 'A.nope', 'del a.nope', 'None.nope', '(5).nope', 'a.l.nope', 'B.__dict__["x"]', 'len.nope'):
    try:
        exec(code)
    except (AttributeError, KeyError) as e:
        print(e)
setattr(a, 'not an identifier', 1)
print(getattr(a, 'not an identifier'), hasattr(a, 'zz'), getattr(a, 'zz', 'default'))
delattr(a, 'x')
print(a.x)
try:
    (5).x = 1
except AttributeError as e:
    print(type(e).__name__)
try:
    int.x = 1
except TypeError as e:
    print(e)
