"""Loops over floats give bit-exact results."""
total = 0.0
for i in range(1000):
    total += 0.1
print(total)
x = 0.0
while x < 1:
    x += 0.1
print(x)
s = 0.0
for k in range(1, 2000):
    s += 1.0 / (k * k)
print(s)
def newton(n, steps=8):
    g = n / 2
    for _ in range(steps):
        g = (g + n / g) / 2
    return g
print(newton(2), newton(10), newton(1e10, 40))
def mandel(c_re, c_im, limit=50):
    re = im = 0.0
    for i in range(limit):
        re, im = re * re - im * im + c_re, 2 * re * im + c_im
        if re * re + im * im > 4: return i
    return limit
print([mandel(x / 10, 0.3) for x in range(-20, 6, 3)])
def simpson(f, a, b, n):
    h = (b - a) / n
    return h / 3 * (f(a) + f(b) + 4 * sum_(f(a + (2 * i + 1) * h) for i in range(n // 2)) + 2 * sum_(f(a + 2 * i * h) for i in range(1, n // 2)))
def sum_(it):
    r = 0.0
    for v in it: r += v
    return r
print(simpson(lambda v: v ** 3 - v, 0.0, 2.0, 10))
x, v, dt = 1.0, 0.0, 0.01
for _ in range(500):
    v -= x * dt
    x += v * dt
print(x, v)
mean = m2 = 0.0
for n, value in enumerate([4.0, 7.0, 13.0, 16.0], 1):
    delta = value - mean
    mean += delta / n
    m2 += delta * (value - mean)
print(mean, m2 / 3)
