"""Dicts keep insertion order through updates, deletions and reinsertions."""
d = {'b': 1, 'a': 2}
d['c'] = 3
d['b'] = 'updated in place'
print(d, list(d))
del d['b']
d['b'] = 'moved to the end'
print(d)
print(d.pop('a'), d.popitem(), d, d.pop('zz', 'default'), d.setdefault('c', 9), d.setdefault('n', []), d)
d.update({'x': 1, 'c': 'new'}, y=2)
d.update([('z', 26), ['p', 'q']])
print(d, len(d))
d2 = dict(d)
d2['extra'] = 1
print('extra' in d, d2 == d, d.copy() == d, list(reversed(d)))
for i in range(100): d[i] = i
for i in range(99): del d[i]
print(d)
print(d.clear(), d, dict(a=1, b=2), dict([('k', 'v')], z=1), dict({'a': 0}, a=1), dict.fromkeys('ab'), dict.fromkeys([1, 2], 'same'), {**{'a': 1}, 'a': 2})
for code in ("{}['k']", "{}.pop('k')", "{}.popitem()", "del {}['k']", "dict(5)", "dict([(1, 2, 3)])", "{}.update(5)", "{}.setdefault()", "{[]: 1}['x']", "dict(1, 2)", "{}.update([1])", "{} + {}", "{} < {}", "{}.pop()", "{}.get()"):
    try:
        exec(code)
    except (KeyError, TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e if '[]' not in code and 'update([1])' not in code else '')
print({1: 'a', 1.0: 'b', True: 'c'}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {} == {}, {'a': 1} != {'a': 2})
shared = dict.fromkeys('xy', [])
shared['x'].append(1)
print(shared, {}.get('k'), {'k': 0}.get('k', 5), {'k': None}.get('k', 5), 'k' in {'k': None})
