"""| and |= merge dicts, the right one winning, and unpacking in displays does the same."""
a, b = {'x': 1, 'y': 2}, {'y': 20, 'z': 30}
print(a | b, b | a, a, {**a, **b}, a | {}, {} | {})
c = a
c |= b
print(c is a, a)
a |= [('q', 1), ('x', 'pair')]
print(a)
for code in ("{} | [(1, 2)]", "{} | 5", "[] | {}", "d | None"):
    try:
        eval(code, {'d': {}})
    except TypeError as e:
        print(e)
try:
    a |= 5
except TypeError as e:
    print(e)
class D(dict):
    def __or__(self, o): return 'D.or'
    def __ror__(self, o): return 'D.ror'
class Plain(dict): pass
print(D() | {}, {} | D(), type(Plain() | {}).__name__, type({} | Plain()).__name__)
print({'a': 1, **{'b': 2}, 'c': 3, **{'a': 9}}, dict(**{'k': 1}, m=2), {**dict(zip('ab', [1, 2]))})
def f(**kw): return kw
print(f(**{'a': 1}, **{'b': 2}), f(**{**{'a': 1}, **{'a': 2}}))
nested = {'l': [1]}
shallow = nested | {}
shallow['l'].append(2)
print(nested)
counts = {}
for ch in 'mississippi':
    counts[ch] = counts.get(ch, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
groups = {}
for w in 'apple avocado bean cherry blueberry'.split():
    groups.setdefault(w[0], []).append(w)
print(groups, {k: len(v) for k, v in groups.items()})
inverted = {}
for k, v in counts.items():
    inverted.setdefault(v, set()).add(k)
print({k: sorted(v) for k, v in inverted.items()})
