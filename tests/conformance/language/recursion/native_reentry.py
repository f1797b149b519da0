"""Recursion through sort keys, map, dunders of containers and format is bounded like any other."""
def attempt(name, f):
    try:
        f()
        print(name, 'result')
    except RecursionError:
        print(name, 'RecursionError')
def by_sort(): return sorted([1, 2], key=lambda x: by_sort())
def by_map(): return list(map(lambda x: by_map(), [1]))
def by_filter(): return list(filter(lambda x: by_filter(), [1]))
def by_max(): return max([1, 2], key=lambda x: by_max())
def by_comp(): return [by_comp() for _ in range(1)]
def by_genexp(): return sum(by_genexp() for _ in range(1))
def by_call(*args, **kw): return by_call(*args, **kw)
def by_apply(): return (lambda f: f())(by_apply)
class K:
    def __init__(self, d=None): self.d = d
    def __hash__(self): return 1
    def __eq__(self, o): return {K(): 1} == {K(): 2}
class F:
    def __format__(self, spec): return f'{self}'
    def __str__(self): return '%s' % self
    def __repr__(self): return '%r' % [self]
    def __int__(self): return int(self)
    def __index__(self): return [1][self]
class D:
    def __get__(self, o, c): return o.attr
class H: attr = D()
class Init:
    def __init__(self): Init()
class New:
    def __new__(cls): return New()
class Meta(type):
    def __call__(cls): return cls()
class M(metaclass=Meta): pass
class Enter:
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
def enter():
    with Enter(): pass
for name, f in list(globals().items()):
    if name.startswith('by_'): attempt(name, f)
attempt('eq in dict', lambda: {K(): 1} == {K(): 2})
attempt('format', lambda: f'{F()}')
attempt('str', lambda: str(F()))
attempt('repr', lambda: repr(F()))
attempt('int', lambda: int(F()))
attempt('index', lambda: [1][F()])
attempt('descriptor', lambda: H().attr)
attempt('init', Init)
attempt('new', New)
attempt('metaclass call', M)
attempt('with', enter)
attempt('exec', lambda: exec('def r(): exec("r()")\nr()', {}))
print('alive')
