"""Sets combine with operators between sets and methods with any iterable."""
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, b - a, a ^ b, a == {3, 2, 1}, a != b, len(a | b), 2 in a, 9 not in a)
print(a.union([5], (6,)), a.intersection([1, 2, 9], [2]), a.difference([1], {2}), a.symmetric_difference([1, 9]), a.union(), a.isdisjoint([7, 8]), a.isdisjoint({1}))
print({1} < a, {1} <= {1}, {1} < {1}, a > {1, 2}, a >= a, {1, 9} < a, a.issubset(range(5)), a.issuperset([1]), set() < a, {1}.issubset([]))
c = set(a)
c |= {10}; c &= {1, 2, 10}; c -= {2}; c ^= {1, 20}
print(c, a)
c.update([1, 2], {3}); c.intersection_update([1, 2, 3, 10]); c.difference_update([10]); c.symmetric_difference_update([1, 5])
print(c)
print(c.add(7), c.discard(99), c.discard(5), c.remove(7), c, c.pop() in (2, 3), len(c), c.copy() == c, c.clear(), c)
for code in ("{1} | [2]", "{1} & 5", "{1} - [1]", "{1} < [1]", "{1}.remove(9)", "set().pop()", "{1}.union(5)", "set(5)", "set(1, 2)", "{1} + {2}", "{1}[0]", "hash({1})", "{1}.add()", "{1}.update(5)"):
    try:
        eval(code.replace('{1}[0]', 'set()[0]'))
    except (TypeError, KeyError) as e:
        print(code, '->', type(e).__name__, e)
print(set('hello') == set('ohel'), set(), {*()}, {1, 1.0, True}, {*range(3)}, set({'a': 1}), type({}).__name__, {(1, 2), (1, 2)})
x = {1}
try:
    x |= [2]
except TypeError as e:
    print(e)
print(x, {i % 3 for i in range(10)}, sorted({'b', 'a'}), set([1, 2]) == frozenset([2, 1]), bool(set()), bool({0}))
