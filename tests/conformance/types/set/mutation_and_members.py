"""Changing a set while iterating fails; members are found by hash and equality."""
s = {1, 2, 3}
try:
    for x in s: s.add(x + 100)
except RuntimeError as e:
    print(e)
s = {1, 2, 3}
try:
    for x in s: s.discard(x)
except RuntimeError as e:
    print(e)
s = {1, 2}
it = iter(s)
s.add(3)
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
for x in list(s): s.discard(x)
print(s)
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v
print(len({K(1), K(1), K(2)}), K(1) in {K(1)}, 1 in {K(1)}, {K(1)} == {K(1)}, {K(1)} - {K(1)}, len({K(i % 10) for i in range(100)}))
first, second = K(5), K(5)
s = {first}
s.add(second)
print(len(s), s.pop() is first, ({first} | {second}).pop() is first, ({first} & {second}).pop() in (first, second))
big = set(range(0, 30000, 3))
print(len(big), 2997 in big, 2998 in big, len(big & set(range(0, 30000, 5))), len(big | set(range(100))), sum(big))
for i in range(0, 30000, 6): big.remove(i)
print(len(big), 3 in big, 6 in big, min(big), max(big))
seen, dups = set(), []
for x in [3, 1, 3, 2, 1]:
    if x in seen: dups.append(x)
    seen.add(x)
print(dups, sorted(seen), {1, 2, 3}.issuperset({1: 'a'}), set(zip('ab', [1, 2])) == {('a', 1), ('b', 2)}, {len(w) for w in ('a', 'bb', 'cc')})
