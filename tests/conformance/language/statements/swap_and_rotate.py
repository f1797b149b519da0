"""Simultaneous assignment swaps and rotates names, items and attributes."""
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c)
l = [1, 2, 3, 4]
l[0], l[-1] = l[-1], l[0]
l[1:3], x = [9, 8], l[1:3]
print(l, x)
l[0], l[1], l[2] = l[1], l[2], l[0]
print(l)
class P: pass
p = P()
p.x, p.y = 1, 2
p.x, p.y = p.y, p.x
print(p.x, p.y)
d = {'a': 1, 'b': 2}
d['a'], d['b'] = d['b'], d['a']
print(d)
i, l[i] = 1, 'assigned after i'
print(i, l)
a = [1, 2]
a[0], a = 'old list', ['new']
print(a)
x = y = [0]
x[0], y = 5, x[0]
print(x, y)
def fib(n):
    a, b = 0, 1
    for _ in range(n): a, b = b, a + b
    return a
print([fib(n) for n in range(10)])
(a, b), c = (c, a), b
print(a, b, c)
a, b = b, a = 1, 2
print(a, b)
m = [[1, 2], [3, 4]]
m[0][1], m[1][0] = m[1][0], m[0][1]
print(m)
q = (1, 2, 3)
first, *rest = q
*init, last = q
print(first, rest, init, last, *reversed(q))
x, y = y, x = 'p', 'q'
print(x, y)
