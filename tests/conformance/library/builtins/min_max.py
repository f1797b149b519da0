"""min and max take an iterable or several arguments, with key and default, and keep the first of equals."""
print(min(3, 1, 2), max([3, 1, 2]), min('hello'), max('a', 'b'), min([[2], [1, 5]]), max((1, 2), (1, 3)), min({3: 'a', 1: 'b'}))
print(max(['aaa', 'bb', 'c'], key=len), min(['aaa', 'bb', 'c'], key=len), max(-5, 3, key=abs), min(range(5), key=lambda x: -x), max([1, 2], key=None))
print(max([1, 1.0, True]), min([True, 1, 1.0]), max(['b1', 'b2'], key=lambda s: s[0]), min(['b1', 'b2'], key=lambda s: s[0]))
print(min([], default='none'), max((), default=None), min([5], default=1), max(iter([4, 9]), default=0), min([], default=0, key=abs))
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        print(f'{self.n}<{o.n}', end=' ')
        return self.n < o.n
    def __gt__(self, o):
        print(f'{self.n}>{o.n}', end=' ')
        return self.n > o.n
print(min(V(2), V(1), V(3)).n)
print(max(V(2), V(1), V(3)).n)
calls = []
print(max([3, 1], key=lambda x: calls.append(x) or x), calls)
for code in ('min(5)', 'max()', 'min(1, default=2)', 'max(1, 2, default=3)', 'min(1, "a")', 'max([1, None])', 'min([1], zz=1)', 'max([1, 2], key=5)', 'min(1, 2, key=len)'):
    try:
        print(eval(code))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, str(e) if 'zz' not in code and 'default' not in code and code != 'max()' else '')
