"""keys, values and items are live views with set operations."""
d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k))
d['c'] = 3
print(k, v, i, len(v), 'c' in k, 3 in v, ('c', 3) in i, ('c', 4) in i, ('zz', 1) in i, 5 in i)
del d['a']
print(list(k), list(reversed(k)), list(reversed(v)), list(reversed(i)), k.mapping['b'])
print(sorted(k & {'b', 'zz'}), sorted(k | ['x']), sorted(k - {'b'}), sorted(k ^ {'b', 'q'}), k == {'b', 'c'}, k == d.keys(), k <= {'b', 'c', 'd'}, k.isdisjoint(['z']), k > {'b'})
print(i & {('b', 2)}, sorted(i | {('n', 0)}), i == {('b', 2), ('c', 3)}, v == v, d.values() == d.values(), {1: []}.items() == {1: []}.items())
print({'b', 'x'} & k, {'b', 'x'} - k, type(k & k).__name__, set(k) == {'b', 'c'}, type(k).__name__, type(v).__name__, type(i).__name__)
for code in ("k[0]", "k + ['x']", "hash(k)", "k | 5", "len(iter(k))", "k.append(1)", "i - 5", "v & v", "k < [1]"):
    try:
        print(eval(code))
    except (TypeError, AttributeError) as e:
        print(code, '->', type(e).__name__, e)
print({}.keys(), {}.values(), {}.items(), dict.keys({1: 2}), list({1: 'x'}.items())[0], max({3: 'a', 9: 'b'}), dict(zip(d.values(), d.keys())), [*d.items()])
for key, value in d.items():
    print(key, value, end='; ')
print({v: k for k, v in d.items()}, sorted(d.items(), key=lambda kv: -kv[1]), sum(d.values()), ','.join(d))
it = iter(d.items())
print(next(it), next(it), next(it, 'end'))
