"""A class body sees enclosing functions' variables, but its methods do not see the class body's names."""
x = 'global'
def f():
    x = 'enclosing'
    class C:
        seen = x
        x = 'class'
        seen_again = x
        def m(self): return x
        l = lambda self: x
        comp = [x for _ in range(1)]
        from_iterable = [i for i in x]
    return C
C = f()
print(C.seen if hasattr(C, 'seen') else None, C.seen_again, C().m(), C().l(), C.comp, C.from_iterable)
class D:
    x = x + ' copied'
    y = x
print(D.x, D.y)
def g(v):
    class E:
        v = 'own'
    return E
try:
    print(g('param').v)
except NameError as e:
    print(e)
class Outer:
    secret = 'outer class'
    class Inner:
        try:
            secret
        except NameError as e:
            message = str(e)
    def m(self):
        try:
            return secret
        except NameError as e:
            return str(e)
print(Outer.Inner.message, Outer().m())
class Uses:
    names = ['a', 'b']
    n = 2
    zipped = [name for name in names]
    try:
        bad = [name * n for name in names]
    except NameError as e:
        bad = 'NameError: ' + str(e)
print(Uses.zipped, Uses.bad)
def h():
    value = 1
    class K:
        value = 'k'
        def get(self): return value
    return K
try:
    print(h()().get())
except NameError as e:
    print(e)
