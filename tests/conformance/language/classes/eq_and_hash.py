"""A class with __eq__ and no __hash__ is unhashable; equal objects with equal hashes are one key."""
class P:
    def __init__(self, x, y): self.x, self.y = x, y
    def __eq__(self, o):
        if not isinstance(o, P): return NotImplemented
        return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f'P({self.x}, {self.y})'
print(P(1, 2) == P(1, 2), P(1, 2) != P(1, 2), P(1, 2) == (1, 2), P(1, 2) is P(1, 2))
d = {P(1, 2): 'a'}
d[P(1, 2)] = 'b'
print(d, d[P(1, 2)], P(1, 2) in d, len({P(0, 0), P(0, 0), P(0, 1)}))
class OnlyEq:
    def __eq__(self, o): return True
print(OnlyEq.__hash__, P.__hash__ is not None)
try:
    hash(OnlyEq())
except TypeError as e:
    print(e)
class Inherits(P): pass
print(hash(Inherits(1, 2)) == hash(P(1, 2)), Inherits(1, 2) == P(1, 2))
class Redefined(P):
    def __eq__(self, o): return False
print(Redefined.__hash__)
class Restored(P):
    __hash__ = P.__hash__
    def __eq__(self, o): return super().__eq__(o)
print(len({Restored(1, 1), Restored(1, 1)}))
class Default: pass
a, b = Default(), Default()
print(a == a, a == b, hash(a) == hash(a), len({a, b, a}))
class BigHash:
    def __hash__(self): return 1 << 100
print(hash(BigHash()) == hash(1 << 100))
class BadHash:
    def __hash__(self): return 'x'
class MinusOne:
    def __hash__(self): return -1
try:
    hash(BadHash())
except TypeError as e:
    print(e)
print(hash(MinusOne()), hash(-1), hash(-2))
