"""Tuples index, slice, compare, hash, concatenate and can't be changed."""
t = (1, 'a', 2.5)
print(t, (), (1,), 1, tuple(), tuple('ab'), tuple([1, 2]), len(t), t[0], t[-1], t[1:], t[::-1], t + (3,), t * 2, 2 * (0,), t * 0, 'a' in t, t.index('a'), t.count(1))
print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)), {(1, 2): 'v'}[1, 2], (1, (2, 3)) == (1, (2, 3)), ((1, 2), (3, 4))[1][0])
x, (y, *z) = 1, (2, 3, 4)
print(x, y, z)
for code in ("t[0] = 1", "del t[0]", "t[5]", "t.append(1)", "t + [1]", "t < 5", "(1, 'a') < (1, 2)", "tuple(5)", "(1,).index(5)", "t['a'.upper()]", "hash(([],))", "t[::0]", "t.x = 1", "t * 'a'"):
    try:
        exec(code)
    except (TypeError, IndexError, AttributeError, ValueError) as e:
        print(code, '->', type(e).__name__, e if 't.x' not in code else '')
u = t
u += (4,)
print(t, u, t is u, tuple(t) is t, t[:] is t, (*t, *'bc'), tuple(reversed(t)), sorted((3, 1)), max((1, 5)), sum((1, 2)))
m = ([1], 2)
m[0].append('mutated inside')
print(m, m == ([1, 'mutated inside'], 2))
class Point(tuple):
    __slots__ = ()
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    x = property(lambda self: self[0])
    def __repr__(self): return f'Point{tuple.__repr__(self)}'
p = Point(1, 2)
print(p, p.x, p == (1, 2), p + (3,), type(p + p).__name__, isinstance(p, tuple), hash(p) == hash((1, 2)), type(p[:]).__name__)
def multi(): return 1, 2
a, b = multi()
print(a, b, (lambda *args: args)(*t), [i for i in (5, 6)], dict([(1, 2)]), repr(((1,),)), str((1, 'a', (None,))), bool(()), bool((0,)))
