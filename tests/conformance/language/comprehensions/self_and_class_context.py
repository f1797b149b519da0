"""Comprehensions in methods see self, parameters, super and enclosing locals."""
class Base:
    scale = 2
    def values(self): return [1, 2, 3]
class C(Base):
    def __init__(self, n): self.n = n
    def scaled(self): return [v * self.scale + self.n for v in self.values()]
    def with_param(self, k): return {v: v * k for v in self.values() if v != k}
    def from_super(self):
        parent = super()
        return [v for v in super().values()] + [x for x in parent.values() if x > 2]
    def lambdas(self): return [lambda: (v, self.n) for v in self.values()]
    def nested(self, a):
        b = a + 1
        def inner(c): return [(a, b, c, v, self.n) for v in range(2)]
        return inner(9)
    @classmethod
    def make(cls, ns): return [cls(n) for n in ns]
    @property
    def gen(self): return (self.n * i for i in range(3))
    def __iter__(self): return (x for x in self.values())
c = C(10)
print(c.scaled(), c.with_param(2), c.from_super(), [f() for f in c.lambdas()], c.nested(1), [x.n for x in C.make([1, 2])], list(c.gen), list(c))
class Config:
    names = ['a', 'b']
    defaults = {name: len(name) for name in names}
    upper = [n.upper() for n in names]
    pairs = [(n, m) for n in names for m in (n + '1',)]
    filtered = tuple(n for n in names if n != 'a')
print(Config.defaults, Config.upper, Config.pairs, Config.filtered)
def outer():
    x = 1
    def change():
        nonlocal x
        x += 1
        return x
    return [change() for _ in range(3)], x
print(outer())
def args(*values, **named): return [v for v in values] + [f'{k}={v}' for k, v in named.items()]
print(args(1, 2, a=3))
def shadow(x): return [x for x in [x, x + 1]], x
print(shadow(5))
def in_default(items=[i * i for i in range(4)]): return items
print(in_default() is in_default(), in_default())
