"""Large dicts, and ones that grow and shrink, keep all entries and their order."""
d = {}
for i in range(20000):
    d[i * 7919 % 100003] = i
print(len(d), d[7919], list(d)[:5], list(d)[-1])
for i in range(0, 20000, 2):
    del d[i * 7919 % 100003]
print(len(d), list(d)[:3], all(d[k] % 2 for k in d))
for i in range(50000):
    d['k'] = i
    del d['k']
print(len(d), next(iter(d)))
q = {}
for i in range(5000):
    q[i] = i
    if i >= 10:
        del q[next(iter(q))]
print(list(q))
lru = {}
def use(k):
    lru[k] = lru.pop(k, 0) + 1
    if len(lru) > 3:
        del lru[next(iter(lru))]
for c in 'abcabdaeb':
    use(c)
print(lru)
s = {str(i): i for i in range(3000)}
print(s['2999'], sum(s.values()), '3000' in s, len({**s, 'x': 1}))
stack = {}
for i in range(1000): stack[i] = i
while len(stack) > 3: stack.popitem()
print(stack)
mixed = {}
for i in range(300):
    mixed[i] = mixed[str(i)] = mixed[float(i) + 0.5] = mixed[(i,)] = i
print(len(mixed), mixed[299], mixed['0'], mixed[7.5], mixed[(150,)])
neg = {-i: i for i in range(1, 100)}
print(neg[-1], neg[-2], neg[-99], -100 in neg, len(neg))
print(sum(1 for k in d if k in d), {k: 0 for k in range(3)} == dict.fromkeys(range(3), 0))
