"""Functions defined in functions, classes and conditions are made anew each time the definition runs."""
def outer():
    def inner(): pass
    return inner
print(outer() is outer(), outer().__qualname__, outer().__code__ is outer().__code__)
if True:
    def chosen(): return 'then'
else:
    def chosen(): return 'else'
print(chosen())
for i in range(2):
    def in_loop(i=i): return i
print(in_loop())
def f():
    def g():
        def h():
            return 'deep', x
        return h
    x = 'x of f'
    return g()()
print(f())
def makes_class(n):
    class Local:
        def method(self): return n
        @staticmethod
        def make(): return Local()
    return Local
A, B = makes_class(1), makes_class(2)
print(A().method(), B().method(), A.make().method(), isinstance(A(), B), A.__qualname__)
def recursive_inner(n):
    def fact(k): return 1 if k < 2 else k * fact(k - 1)
    return fact(n)
print(recursive_inner(6))
def redefines():
    def a(): return 1
    first = a
    def a(): return 2
    return first(), a()
print(redefines())
try:
    def uses_later(): return defined_later()
    uses_later()
except NameError as e:
    print(e)
def defined_later(): return 'now'
print(uses_later())
def state():
    def counter():
        counter.n += 1
        return counter.n
    counter.n = 0
    return counter
c1, c2 = state(), state()
print(c1(), c1(), c2(), c1.n)
with_try = None
try:
    def in_try(): return 'made in try'
finally:
    def in_finally(): return 'made in finally'
print(in_try(), in_finally(), (lambda: (lambda x: lambda y: x + y)(1)(2))())
