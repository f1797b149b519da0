"""list.sort sorts in place, stably, by key and reverse, and reports changes during the sort."""
l = [5, 2, 9, 1]
print(l.sort(), l)
l.sort(reverse=True)
print(l)
records = [('b', 2), ('a', 2), ('c', 1), ('d', 1)]
records.sort(key=lambda r: r[1])
print(records)
records.sort(key=lambda r: r[1], reverse=True)
print(records)
words = 'the Quick brown Fox'.split()
words.sort(key=str.lower)
print(words)
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        if self.n == 13 or o.n == 13: raise ValueError('unlucky')
        return self.n < o.n
bad = [V(3), V(13), V(1)]
try:
    bad.sort()
except ValueError as e:
    print(e, sorted(v.n for v in bad))
def cheat(x):
    m.append(0)
    return x
m = [3, 2, 1]
try:
    m.sort(key=cheat)
except ValueError as e:
    print(e)
k = [1, 2, 3]
try:
    k.sort(key=lambda x: 1 / (x - 2))
except ZeroDivisionError:
    print('key failed', k)
def seen(x):
    sizes.append(len(n))
    return -x
sizes = []
n = [1, 2, 3]
n.sort(key=seen)
print(n, sizes)
import math
big = [(i * 2654435761) % 10007 for i in range(3000)]
copy = big[:]
big.sort()
print(all(x <= y for x, y in zip(big, big[1:])), sum(big) == sum(copy), big[:3])
mixed = [2.5, 1, True, 0, -1.5, 2 ** 70, -2 ** 70]
mixed.sort()
print(mixed)
runs = list(range(100)) + list(range(100, 0, -1)) + [50] * 10
runs.sort(key=lambda x: (x % 7, x))
print(runs[:5], runs[-5:])
