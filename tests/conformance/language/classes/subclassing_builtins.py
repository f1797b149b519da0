"""Subclasses of builtin types keep the behaviour and add to it."""
class L(list):
    def __init__(self, *a):
        super().__init__(a)
        self.extra = 'x'
    def append(self, x):
        super().append(x * 2)
    def __getitem__(self, i):
        r = super().__getitem__(i)
        return type(self)(*r) if isinstance(i, slice) else r
l = L(1, 2)
l.append(5)
print(l, l.extra, len(l), l[0], type(l[:2]).__name__, l + [1], type(l + [1]).__name__, l == [1, 2, 10], isinstance(l, list))
class D(dict):
    def __missing__(self, k):
        self[k] = v = k * 2
        return v
d = D(a=1)
print(d['a'], d['z'], d, d.get('q'), type(d.copy()).__name__)
class I(int):
    def __add__(self, o): return I(int(self) + o + 1000)
    def half(self): return self / 2
i = I(5)
print(i + 1, type(i + 1).__name__, type(i - 1).__name__, 1 + i, i.half(), i == 5, hash(i) == hash(5), [10] * I(2))
class S(str):
    def shout(self): return self.upper() + '!'
s = S('abc')
print(s.shout(), s[0], type(s[0:]).__name__, s == 'abc', {s: 1}['abc'], type(s.upper()).__name__)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def x(self): return self[0]
t = T(1, 2)
print(t.x, t, t + (3,), hash(t) == hash((1, 2)), t == (1, 2))
class F(float):
    def __repr__(self): return f'F({float(self)})'
print(F(1.5), F(2) * 2, [F(0.5)])
class E(ValueError):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
try:
    raise E(7, 'custom')
except ValueError as e:
    print(repr(e), e.code, e.args)
class Set(set):
    def add(self, x): super().add(str(x))
st = Set()
st.add(1)
print(st, type(st | {2}).__name__)
