"""Unpacking takes any iterable, one starred target takes the rest as a list, and lengths must fit."""
a, *b = 'xyz'
print(a, b)
*a, b = range(4)
print(a, b)
a, *b, c = [1, 2]
print(a, b, c)
*a, = (1, 2)
print(a)
(a, *b), *c = [(1, 2, 3), 4, 5]
print(a, b, c)
a, (b, (c, *d)), e = 1, (2, (3, 4, 5)), 6
print(a, b, c, d, e)
def gen(n):
    for i in range(n):
        print('gen', i, end=' ')
        yield i
x, y = gen(2)
print(x, y)
for code in ('a, b = [1]', 'a, b = []', 'a, *b, c = [1]', 'a, b = 5', 'a, b = None', '*a, b = ()', 'a, b, c, *d = "ab"', '(a, b), c = 1, 2'):
    try:
        exec(code)
    except (ValueError, TypeError) as e:
        print(code, '->', type(e).__name__, e)
k, v = {'key': 1, 'val': 2}
print(k, v)
first, *_, last = range(100)
print(first, last, len(_))
for a, *b in ('abc', 'd'):
    print(a, b)
class Seq:
    def __getitem__(self, i):
        if i < 2: return i
        raise IndexError
a, b = Seq()
print(a, b)
