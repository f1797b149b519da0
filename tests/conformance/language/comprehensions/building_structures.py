"""Comprehensions build nested lists, dicts and sets, transposing, grouping, flattening and filtering."""
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [x for row in matrix for x in row], [[x * 2 for x in row if x % 2] for row in matrix])
print({x: {y: x * y for y in range(2)} for x in range(2)}, {k: [v for kk, v in [('a', 1), ('b', 2), ('a', 3)] if kk == k] for k in 'ab'})
print([(x, y, x * y) for x in range(1, 4) for y in range(x, 4) if (x + y) % 2 == 0], {(a, b) for a in 'ab' for b in 'ab' if a < b})
words = 'the quick brown fox jumps'.split()
print({w[0]: len(w) for w in words}, [w.title() for w in words if len(w) > 3], {len(w) for w in words} == {3, 5}, ''.join(w[0] for w in words))
print([i for i in range(2, 30) if all(i % p for p in range(2, i))], sum(1 for w in words for c in w if c in 'aeiou'))
print([[i * j for j in range(1, 4)] for i in range(1, 4)], list(map(list, zip(*[[1, 2], [3, 4]]))), [list(range(n)) for n in range(4)])
triples = [(a, b, c) for c in range(1, 15) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
print(triples)
print({v: k for k, v in {'x': 1, 'y': 2}.items()}, [d for d in ({'k': i} for i in range(3)) if d['k']], [x if x % 2 else [x] for x in range(3)])
print([f(3) for f in (lambda x: x + 1, lambda x: x * 2, str)], [*(c for c in 'ab'), *[1 for _ in range(2)]], dict((k, v) for v, k in enumerate('ab')))
fizz = ['FizzBuzz' if i % 15 == 0 else 'Fizz' if i % 3 == 0 else 'Buzz' if i % 5 == 0 else i for i in range(1, 16)]
print(fizz)
pascal = [[1]]
[pascal.append([1] + [a + b for a, b in zip(pascal[-1], pascal[-1][1:])] + [1]) for _ in range(5)]
print(pascal)
print([y for x in 'abc' if (y := x * 2) != 'bb'], [(lambda v: v ** 2)(n) for n in range(4)], [x for x in [3, 1, 2] if not x == 2][::-1])
print({frozenset((a, b)) for a in range(3) for b in range(3) if a != b} == {frozenset({0, 1}), frozenset({0, 2}), frozenset({1, 2})})
