"""Unary operators, @ and abs-like protocols call their dunders."""
class V:
    def __init__(self, *v): self.v = v
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.v, o.v))
    def __rmatmul__(self, o): return ('rmat', o)
    def __imatmul__(self, o): return 'imat'
    def __neg__(self): return V(*[-x for x in self.v])
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return 'abs'
    def __repr__(self): return f'V{self.v}'
v = V(1, 2)
print(v @ V(3, 4), 5 @ v, -v, - -v, +v, ~v, abs(v))
v @= 1
print(v)
print(-True, +True, ~5, -(-5), abs(-5), abs(-5.5))
try:
    2 @ 3
except TypeError as e:
    print(e)
class Pow:
    def __pow__(self, o, mod=None): return ('pow', o, mod)
    def __rpow__(self, o, mod=None): return ('rpow', o, mod)
print(Pow() ** 2, pow(Pow(), 2), pow(Pow(), 2, 5), 2 ** Pow())
class D:
    def __divmod__(self, o): return ('divmod', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
print(divmod(D(), 1), divmod(1, D()))
