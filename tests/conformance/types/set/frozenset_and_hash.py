"""frozenset is a hashable set; mixed operations give the left operand's type."""
f = frozenset([1, 2, 3])
print(f, frozenset(), len(f), 2 in f, f | {4}, {4} | f, f & {1}, f - {1}, f ^ {1}, f == {1, 2, 3}, hash(f) == hash(frozenset([3, 2, 1])), {f: 'key'}[frozenset([1, 2, 3])])
print(type(f | {4}).__name__, type({4} | f).__name__, frozenset(f) is f, f.copy() is f, f.union([9]), f.isdisjoint([7]), f < {1, 2, 3, 4}, {f, frozenset([3, 2, 1])} == {f})
for code in ("f.add(1)", "f.remove(1)", "f.pop()", "hash({1})", "{set()}", "f | [1]", "frozenset(5)", "frozenset([[]])", "{1, []}", "f.x"):
    try:
        eval(code)
    except (AttributeError, TypeError) as e:
        print(code, '->', type(e).__name__, e if '[]' not in code and 'set()' not in code else '')
g = f
g |= {9}
print(f, sorted(g), type(g).__name__, g is f)
print({1, 2} in [frozenset([1, 2])], {1, 2} in {frozenset([1, 2])}, frozenset([frozenset([1])]), {frozenset()}.pop(), frozenset('aa'))
class S(set): pass
class F(frozenset): pass
print(S([1]), F([1]), type(S([1]) | {2}).__name__, S([1]) == {1}, repr(S()), repr(F()), type(F([1]) & {1}).__name__, type(S([1]).copy()).__name__)
s = {1, 2}
s.discard(frozenset([1]))
print(s, {frozenset([1]), 1}.__contains__({1}), set() == frozenset(), repr(set()), repr({1}), repr(frozenset({1})), repr({None}), str({'a'}))
powerset = [frozenset(x for i, x in enumerate('abc') if n >> i & 1) for n in range(8)]
print(len(set(powerset)), sorted(map(sorted, powerset)))
