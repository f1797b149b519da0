"""Generators compose into lazy pipelines, trees and merges."""
log = []
def source(n):
    for i in range(n):
        log.append(f's{i}')
        yield i
def double(it):
    for x in it:
        log.append(f'd{x}')
        yield x * 2
def take(n, it):
    for _, x in zip(range(n), it):
        yield x
print(list(take(2, double(source(10)))), log)
class Tree:
    def __init__(self, v, left=None, right=None): self.v, self.left, self.right = v, left, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.v
        if self.right: yield from self.right
t = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5)))
print(list(t), sum(t), 5 in t)
def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or (x is not None and x <= y):
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)
print(list(merge([1, 4, 6], [2, 3, 7, 8])))
def primes():
    yield 2
    composites = {}
    n = 3
    while True:
        p = composites.pop(n, 0)
        if p:
            x = n + 2 * p
            while x in composites: x += 2 * p
            composites[x] = p
        else:
            composites[n * n] = n
            yield n
        n += 2
print(list(take(12, primes())))
def permutations(items):
    if len(items) <= 1:
        yield items
    else:
        for p in permutations(items[1:]):
            for i in range(len(items)):
                yield p[:i] + items[:1] + p[i:]
print(sorted(permutations('abc')))
def chunks(it, n):
    it = iter(it)
    while c := list(take(n, it)):
        yield c
print(list(chunks('abcdefg', 3)))
def windows(it, n):
    w = []
    for x in it:
        w = (w + [x])[-n:]
        if len(w) == n: yield tuple(w)
print(list(windows(range(5), 3)))
