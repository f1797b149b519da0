"""Endless recursion ends in RecursionError, which can be caught, and the program goes on."""
import sys
print(sys.getrecursionlimit())
def f(): return f()
def g(n): return h(n + 1)
def h(n): return g(n + 1)
class C:
    def m(self): return self.m()
    @property
    def p(self): return self.p
    def __getattr__(self, n): return getattr(self, n + 'x')
    def __add__(self, o): return self + o
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __repr__(self): return repr(self)
    def __hash__(self): return hash(self)
    def __getitem__(self, i): return self[i]
    def __lt__(self, o): return self < o
    def __contains__(self, x): return x in self
def gen():
    yield from gen()
def gen2():
    for x in gen2(): yield x
lam = lambda n: lam(n)
c = C()
cases = [('f', f), ('mutual', lambda: g(0)), ('method', c.m), ('property', lambda: c.p), ('getattr', lambda: c.q), ('add', lambda: c + 1), ('call', c), ('iter', lambda: list(c)),
         ('len', lambda: len(c)), ('bool', lambda: bool(c)), ('repr', lambda: repr(c)), ('hash', lambda: hash(c)), ('getitem', lambda: c[0]), ('lt', lambda: c < 1), ('in', lambda: 1 in c),
         ('yield from', lambda: list(gen())), ('generators', lambda: list(gen2())), ('lambda', lambda: lam(1)), ('sorted', lambda: sorted([2, 1], key=lambda x: sorted([c.m()])))]
for name, case in cases:
    try:
        case()
        print(name, 'no error')
    except RecursionError as e:
        print(name, type(e).__name__, str(e).startswith('maximum recursion depth exceeded'))
def depth():
    n = 0
    def go():
        nonlocal n
        n += 1
        go()
    try:
        go()
    except RecursionError:
        return n
d = depth()
print(900 < d <= 1000, depth() == d)
