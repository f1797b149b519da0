"""Programs that allocate far more than they keep run on and keep what they should."""
class Tree:
    def __init__(self, depth):
        self.left = Tree(depth - 1) if depth else None
        self.right = Tree(depth - 1) if depth else None
    def count(self):
        return 1 + (self.left.count() + self.right.count() if self.left else 0)
long_lived = Tree(10)
total = 0
for i in range(20):
    total += Tree(8).count()
print(total, long_lived.count())
strings = []
for i in range(30000):
    s = 'item ' + str(i)
    if i % 1000 == 0:
        strings.append(s)
print(len(strings), strings[-1])
d = {}
for i in range(30000):
    d[i % 100] = [i, str(i), (i,)]
print(len(d), d[99], d[0])
ring = [None] * 64
for i in range(50000):
    ring[i & 63] = {'n': i, 'prev': ring[(i - 1) & 63] and ring[(i - 1) & 63]['n']}
print(ring[0]['n'], ring[1]['prev'])
big = [list(range(1000)) for _ in range(100)]
del big[10:]
print(sum(map(len, big)))
chain = None
for i in range(50000):
    chain = (i, chain)
n = 0
while chain:
    n += 1
    chain = chain[1]
print(n)
