"""Assignment evaluates the value, then assigns each target from left to right."""
a = b = c = []
a.append(1)
print(a is b is c, c)
i = 0
l = [0, 0, 0]
i = l[i] = 2
print(i, l)
l = [1, 2, 3]
i, l[i] = 1, 'x'
print(i, l)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), [r, s] = 'ab', (3, 4)
print(p, q, r, s)
class O: pass
o = O()
o.a, o.b = o.c = 'pq'
print(o.a, o.b, o.c)
(z) = 5
[w] = (6,)
print(z, w)
d = {}
d['k'], d['j'] = d['i'] = [1, 2]
print(d)
[] = ()
() = []
def log(name):
    print('eval', name)
    return d
log('t1')['x'] = log('t2')['y'] = print('value')
m = [3, 1, 2]
m[0], m[m[0]] = m[1], 'swap'
print(m)
