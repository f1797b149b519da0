"""Arguments are passed by binding: rebinding is local, mutation is shared."""
def rebind(x):
    x = 'local'
    return x
def mutate(x):
    x.append(1)
    x = []
    x.append(2)
    return x
v = 'outer'
print(rebind(v), v)
l = []
print(mutate(l), l)
def swap(a, b): return b, a
a, b = swap(1, 2)
print(a, b)
def same(a, b): return a is b
print(same(l, l), same([], []))
def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t):
    return sum((a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t))
print(many(*range(20)), many(*range(10), k=1, l=1, m=1, n=1, o=1, p=1, q=1, r=1, s=1, t=1))
def wide(*args): return len(args), args[-1]
print(wide(*range(1000)))
def kwide(**kw): return len(kw), list(kw)[-1]
print(kwide(**{f'k{i}': i for i in range(500)}))
source = 'def big(' + ', '.join(f'p{i}={i}' for i in range(300)) + '): return p0 + p299'
exec(source)
print(big(), big(5), big(p299=1), big(*range(300)))
