"""Keys are found by hash and equality, with identity first, whatever the key's methods do."""
class K:
    def __init__(self, h, tag): self.h, self.tag = h, tag
    def __hash__(self):
        log.append('h' + self.tag)
        return self.h
    def __eq__(self, o):
        log.append(f'{self.tag}={o.tag}')
        return self.tag[0] == o.tag[0]
    def __repr__(self): return self.tag
log = []
a1, a2, b1 = K(1, 'a1'), K(1, 'a2'), K(1, 'b1')
d = {a1: 1}
print(log); log.clear()
d[a2] = 2
print(d, log); log.clear()
d[b1] = 3
print(d, d[a1], len(d)); log.clear()
print(d[b1], a2 in d, K(2, 'a1') in d)
class Collide:
    def __init__(self, n): self.n = n
    def __hash__(self): return 42
    def __eq__(self, o): return self.n == o.n
many = {Collide(i): i for i in range(50)}
print(all(many[Collide(i)] == i for i in range(50)), Collide(50) in many, many.pop(Collide(25)), len(many))
class BadHash:
    def __hash__(self): raise ValueError('no hash')
class BadEq:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError('no eq')
for f in (lambda: {BadHash(): 1}, lambda: BadHash() in {}, lambda: {}.get(BadHash()), lambda: {BadEq(): 1, BadEq(): 2}):
    try:
        f()
    except ValueError as e:
        print(e)
e = BadEq()
print({e: 'identity first'}[e], {1: 'int', 1.5: 'float', 'a': 'str', (1,): 'tuple', None: 'none', int: 'type', frozenset([1]): 'fs', b'b': 'bytes', ...: 'dots', range(2): 'range'})
print({0: 'z'}[False], {2 ** 70: 1}[2.0 ** 70], {'ab': 1}['a' + 'b'], {1: 1}.get('1'), {(1, 2): 1}.get((1, 2.0)), {float('nan'): 1}.get(float('nan')))
for bad in ([], {}, set(), [1], {1: 2}):
    try:
        {bad: 1}
    except TypeError as t:
        print(type(t).__name__)
