"""Bound methods hold function and object, compare by both, and are made at each look-up."""
class C:
    def __init__(self, v): self.v = v
    def m(self, *args): return self.v, args
c, d = C('c'), C('d')
bound = c.m
print(bound(1, 2), bound.__self__ is c, bound.__func__ is C.m, bound.__name__, bound.__qualname__)
print(c.m == c.m, c.m is c.m, c.m == d.m, hash(c.m) == hash(c.m), C.m is C.m)
print(C.m(d, 5), list(map(c.m, [1, 2])))
c.m2 = lambda *a: ('instance function', a)
print(c.m2(1))
C.added = lambda self, x: (self.v, x)
print(c.added(3), d.added(4))
c.m = 'shadow'
print(c.m, d.m())
del c.m
print(c.m())
def outside(self): return 'outside ' + self.v
C.outside = outside
print(d.outside(), d.outside.__func__ is outside)
print(C.m.__get__(d)(7), C.m.__get__(d, C).__self__ is d)
try:
    bound.x
except AttributeError as e:
    print(e)
C.m.tag = 'on function'
print(bound.tag, type(bound)(C.m, d)(8))
C.l, C.n = len, sorted
c.l
try:
    c.added()
except TypeError as e:
    print(e)
print(c.l([1, 2]), type(c.n).__name__)
