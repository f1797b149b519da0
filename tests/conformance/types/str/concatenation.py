"""Building text by concatenation works at any size and leaves other references alone."""
s = ''
for i in range(20000):
    s += chr(97 + i % 26)
print(len(s), s[:5], s[-5:], s.count('a'))
pieces = []
t = ''
for i in range(5):
    t += str(i)
    pieces.append(t)
print(pieces)
a = 'start'
b = a
a += ' more'
print(a, b)
u = ''
for i in range(3000):
    u = u + 'é☃'[i % 2]
print(len(u), u[:4], u[2999], u.count('☃'))
p = ''
for i in range(1000):
    p = str(i % 10) + p
print(p[:10], len(p))
def build(n):
    r = 'x'
    for _ in range(n): r += r
    return r
print(len(build(15)))
d = {}
k = ''
for c in 'abc':
    k += c
    d[k] = len(k)
print(d, d['ab'])
class A: text = ''
o = A()
l = ['']
for i in range(1000):
    o.text += 'ab'
    l[0] += 'c'
print(len(o.text), len(l[0]), o.text[1999], A.text == '')
for code in ("'a' + 1", "1 + 'a'", "'a' + None", "'a' + b'b'", "'a' * 1.5", "'a' * 'b'", "'a' - 'b'", "[] + 'a'", "'a' + ['b']"):
    try:
        eval(code)
    except TypeError as e:
        print(e)
