"""A class with the numeric dunders works with every operator on either side."""
class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f'V({self.x}, {self.y})'
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __sub__(self, o): return self + -o if isinstance(o, V) else NotImplemented
    def __mul__(self, k): return V(self.x * k, self.y * k) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y) if isinstance(o, V) else NotImplemented
    def __hash__(self): return hash((self.x, self.y))
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self): return bool(self.x or self.y)
    def __iter__(self): return iter((self.x, self.y))
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __radd__(self, o): return self if o == 0 else NotImplemented
a, b = V(1, 2), V(3, 4)
print(a + b, a - b, a * 3, 3 * a, -a, a == V(1, 2), a != b, abs(b), bool(V(0, 0)), [*a], a[1], sum([a, b]), {a: 'k'}[V(1, 2)])
a += b
print(a)
for code in ('a + 1', '1 + a', 'a * a', '"x" + a', 'a < b', 'a / 2', 'a - 5', 'a ** 2', '~a', 'a @ b'):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e)
class All:
    def __getattr__(self, n): raise AttributeError(n)
for op in ('add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'divmod', 'pow', 'lshift', 'rshift', 'and', 'or', 'xor', 'matmul'):
    setattr(All, f'__{op}__', lambda self, o, op=op: f'{op}')
    setattr(All, f'__r{op}__', lambda self, o, op=op: f'r{op}')
    if op != 'divmod':
        setattr(All, f'__i{op}__', lambda self, o, op=op: f'i{op}')
x = All()
print(x + 1, x - 1, x * 1, x / 1, x // 1, x % 1, divmod(x, 1), x ** 1, x << 1, x >> 1, x & 1, x | 1, x ^ 1, x @ 1)
print(1 + x, 1 - x, 1 * x, 1 / x, 1 // x, 1 % x, divmod(1, x), 1 ** x, 1 << x, 1 >> x, 1 & x, 1 | x, 1 ^ x, 1 @ x, 1.5 + x, [1] @ x)
for op in ('+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@'):
    ns = {'x': All()}
    exec(f'x {op}= 1', ns)
    print(ns['x'], end=' ')
print()
