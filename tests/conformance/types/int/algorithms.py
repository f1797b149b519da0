"""Algorithms on big integers give exact results."""
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
print(gcd(2 ** 100 * 3 ** 20, 2 ** 50 * 3 ** 40) == 2 ** 50 * 3 ** 20)
def isqrt(n):
    x = n
    y = (x + 1) // 2
    while y < x:
        x, y = y, (y + n // y) // 2
    return x
print(isqrt(10 ** 60), isqrt(2 * 10 ** 80))
def is_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % a == 0:
            return n == a
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True
print([p for p in (2 ** 31 - 1, 2 ** 61 - 1, 2 ** 67 - 1, 2 ** 89 - 1, 2 ** 89 + 1) if is_prime(p)])
def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = ''
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out += str(m)
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return out
print(pi_digits(60))
seed = 42
for _ in range(1000):
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
print(seed)
h = 14695981039346656037
for c in b'hash me':
    h = ((h ^ c) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
print(hex(h))
def to_base(n, b):
    digits = ''
    while n:
        n, d = divmod(n, b)
        digits = '0123456789abcdefghijklmnopqrstuvwxyz'[d] + digits
    return digits
print(to_base(10 ** 40, 36), int(to_base(10 ** 40, 36), 36) == 10 ** 40)
