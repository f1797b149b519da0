"""Sorting, min and max of instances use __lt__ and __gt__ only."""
class V:
    def __init__(self, n, tag=''): self.n, self.tag = n, tag
    def __lt__(self, o):
        V.lt += 1
        return self.n < o.n
    def __gt__(self, o):
        V.gt += 1
        return self.n > o.n
    def __repr__(self): return f'V{self.n}{self.tag}'
V.lt = V.gt = 0
vs = [V(3), V(1, 'a'), V(2), V(1, 'b')]
print(sorted(vs), V.lt > 0, V.gt)
print(max(vs), V.gt > 0, min(vs))
class Le:
    def __le__(self, o): return 'le'
    def __ge__(self, o): return 'ge'
print(Le() <= 1, Le() >= 1, 1 <= Le(), 1 >= Le())
try:
    sorted([Le(), Le()])
except TypeError as e:
    print(e)
class Rev:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return o.v < self.v
print([r.v for r in sorted(map(Rev, [2, 3, 1]))])
class Only:
    def __gt__(self, o): return True
print(1 < Only(), Only() > 1)
class Sub(V):
    def __gt__(self, o): return 'Sub.gt'
print(V(1) < Sub(0), Sub(1) < V(0))
print(sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([[2], [1, 5], [1]]), (1, 2) < (1, 2, 0), [1, 'a'] < [2, 5])
try:
    sorted([1, 'a'])
except TypeError as e:
    print(e)
try:
    max([V(1), 5])
except (TypeError, AttributeError) as e:
    print(e)
