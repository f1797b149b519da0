"""globals is the module's dict, locals a function's variables."""
g = globals()
print(g['__name__'], g is globals(), '__doc__' in g)
g['injected'] = 1
print(injected)
def f(a, *args, k=1):
    b = a + 1
    def inner(): return b
    snapshot = dict(locals())
    del snapshot['inner']
    return snapshot
print(f(1, 2))
print(locals() is globals())
def empty(): return locals()
print(empty())
class C:
    x = 1
    names = [n for n in locals() if not n.startswith('_')]
    locals()['y'] = 2
print(C.y)
def modifies():
    x = 1
    locals()['x'] = 2
    return x
print(modifies())
def free():
    v = 5
    def g():
        v
        return locals()
    return g()
print(free())
del g['injected']
try:
    injected
except NameError as e:
    print(e)
def has_global(): return globals()['C'] is C
print(has_global(), sorted(k for k in vars() if k in ('C', 'f', 'g')))
