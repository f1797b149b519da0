"""sorted is stable, takes key and reverse by keyword, and leaves its argument alone."""
words = ['banana', 'Apple', 'cherry', 'date', 'Fig', 'apple']
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), words)
pairs = [(1, 'b'), (0, 'z'), (1, 'a'), (0, 'y')]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted('hello'), sorted({3: 1, 1: 2}), sorted((3, 1, 2)), sorted(x * x for x in (3, -2, 1)), sorted([]), sorted({5, 3, 9}), sorted(range(3), reverse=True))
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or -x), calls)
print(sorted([2.5, 1, True, -3]), sorted(['b', 'a'], key=None), sorted([(2, 'a'), (1,)]), sorted([[3], [1, 2], []]), sorted([1, 2], reverse=5), sorted([3, 1], reverse=0))
for code in ('sorted([1, "a"])', 'sorted([None, 1])', 'sorted([{}, {}])', 'sorted(5)', 'sorted([1], len)', 'sorted([1], key=len)', 'sorted()', 'sorted([2, 1], zz=1)'):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e if 'zz' not in code else 'TypeError')
big = [(i * 7919) % 1000 for i in range(2000)]
s = sorted(big, key=lambda x: x // 10)
print(all(a // 10 <= b // 10 for a, b in zip(s, s[1:])), s[:10], sorted(big) == sorted(s))
print(sorted(['é', 'z', 'e', 'Z', '中', 'a']), sorted([b'b', b'a', b'']), sorted(['10', '9', '1']), sorted(['10', '9', '1'], key=int))
