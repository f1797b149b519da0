"""A lambda is an anonymous function with every kind of parameter and an expression body."""
print((lambda: 5)(), (lambda x: x * 2)(4), (lambda x, y=3: x + y)(1))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
print([f(2) for f in [lambda x, n=n: x ** n for n in range(4)]])
print([f() for f in [lambda: i for i in range(3)]])
print(sorted(['bb', 'a', 'ccc'], key=lambda s: -len(s)))
compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 10)(2))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(20))
print((lambda x: (yield x))(1).__next__())
print((lambda: (lambda: 'nested')())())
y = (lambda x: x, 2)
print(y[1], (lambda: (1, 2))(), (lambda: [*range(2)])())
try:
    (lambda x: x)()
except TypeError as e:
    print(e)
print(repr(lambda: 1).startswith('<function <lambda> at 0x'))
class C:
    m = lambda self, x=1: (self.v, x)
    v = 'attr'
print(C().m(), C().m(5))
print((lambda x: (y := x) + y)(3))
