"""Several for and if clauses nest from left to right, later ones seeing earlier names."""
print([(x, y) for x in range(3) for y in range(x)])
print([x for x in range(20) if x % 2 if x % 3])
print([(a, b) for a in 'ab' if a != 'b' for b in 'xy' if b > 'x'])
log = []
def t(name, value):
    log.append(name)
    return value
r = [t('item', x) for x in t('outer', [1, 2]) if t('if', x > 1) for y in t('inner', [0])]
print(r, log)
print({k: v for k, v in zip('ab', [1, 2])}, {k.upper(): [k] * n for n, k in enumerate('abc')})
print({x % 3 for x in range(10)} == {0, 1, 2})
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *rest in ['abc', 'de']])
print([x if x > 1 else -x for x in range(4)], [lambda: x for x in [1]][0]())
print([[col[i] for col in ([1, 2], [3, 4])] for i in range(2)])
print([y for x in [[1, 2], [3]] for y in x], [z for x in [[[1]], [[2]]] for y in x for z in y])
class Target: pass
t2 = Target()
print([t2.attr for t2.attr in 'pq'], t2.attr)
d = {}
print([d['k'] for d['k'] in [1, 2]], d)
log.clear()
print({t('k', 1): t('v', 2) for _ in [0]}, log)
print([i for i in range(5) if i not in [x for x in range(3)]], [x for x in (1, 2) or []])
print(sum(1 for _ in range(10) if _ % 2), max((len(w), w) for w in 'a bbb cc'.split()))
