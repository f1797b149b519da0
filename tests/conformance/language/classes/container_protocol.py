"""A class with the container dunders works with len, in, indexing, iteration, reversed and del."""
class Ring:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i):
        if isinstance(i, slice): return Ring(*self.items[i])
        return self.items[i % len(self.items)]
    def __setitem__(self, i, v): self.items[i % len(self.items)] = v
    def __delitem__(self, i): del self.items[i % len(self.items)]
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __reversed__(self): return iter(self.items[::-1])
    def __add__(self, o): return Ring(*self.items, *o)
    def __mul__(self, n): return Ring(*self.items * n)
    def __eq__(self, o): return isinstance(o, Ring) and self.items == o.items
    def __repr__(self): return 'Ring(' + ', '.join(map(repr, self.items)) + ')'
    def __bool__(self): return any(self.items)
r = Ring(1, 2, 3)
print(r, len(r), r[4], r[-1], r[1:], 2 in r, 9 in r, list(r), list(reversed(r)))
r[5] = 'six'
del r[0]
print(r, r + [7], r * 2, bool(r), bool(Ring(0)), bool(Ring()))
a, b = r
print(a, b, [*r], max(Ring(3, 9, 2)), sum(Ring(1, 2)), sorted(Ring(3, 1)), tuple(r), dict(enumerate(r)))
print(Ring(1) == Ring(1), Ring(1) == [1], list(zip(r, r)), ''.join(Ring('a', 'b')))
class OldStyle:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError('end')
        return i * i
    def __len__(self): return self.n
o = OldStyle(4)
print(list(o), 9 in o, 5 in o, list(reversed(o)), max(o), [*o])
class LenHint:
    def __iter__(self): return iter('abc')
    def __length_hint__(self): return 10
print(list(LenHint()))
