"""Loops over ints and floats, wide ints, and generators."""


def primes(limit):
    sieve = [True] * limit
    for i in range(2, limit):
        if sieve[i]:
            yield i
            for k in range(i * i, limit, i):
                sieve[k] = False


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def bodies(steps):
    x, y, vx, vy = 1.0, 0.0, 0.0, 1.0
    for _ in range(steps):
        r = (x * x + y * y) ** 1.5
        vx -= 0.001 * x / r
        vy -= 0.001 * y / r
        x += 0.001 * vx
        y += 0.001 * vy
    return x * vy - y * vx


def digits(count):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while count:
        if 4 * q + r - t < m * t:
            yield m
            count -= 1
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


for _ in range(3):
    sum(primes(30000))
    max(collatz(i) for i in range(1, 3000))
    bodies(40000)
    "".join(map(str, digits(120)))
    seed = 42
    for i in range(100000):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF ^ i >> 3
