"""abs, divmod, pow, round, min, max and sum work on numbers and on objects that define them."""
print(abs(-5), abs(5.5), abs(-0.0), abs(True), abs(-2 ** 70), divmod(17, 5), divmod(-17, 5), divmod(17.5, -5), pow(2, 3), pow(2, 0.5))
class N:
    def __abs__(self): return 'abs'
    def __divmod__(self, o): return ('divmod', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
    def __round__(self, *a): return ('round', a)
    def __add__(self, o): return ('add', o)
    def __radd__(self, o): return ('radd', o)
n = N()
print(abs(n), divmod(n, 1), divmod(1, n), round(n), round(n, 3), sum([n]), sum([n], start=5))
print(sum([]), sum([], 5), sum([1, 2, 3]), sum([1, 2], 10), sum((x for x in range(4))), sum([[1], [2]], []), sum([(1,), (2,)], ()), sum({1: 2, 3: 4}), sum([True] * 3), sum([2 ** 62] * 4))
for code in ('sum(["a", "b"])', 'sum(["a"], "")', 'sum([b"a"], b"")', 'sum(5)', 'sum([1], 2, 3)', 'sum()', 'abs()', 'abs("a")', 'abs(1, 2)', 'divmod(1)', 'divmod("a", 1)', 'round()'):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e)
a = [1]
print(sum([[2], [3]], a), a, sum([1.5, 2]), sum([1, 2], start=0.5))
