"""Integer arithmetic passes the machine word silently and comes back."""
big = 2 ** 62
for base in (2 ** 31, 2 ** 32, 2 ** 53, 2 ** 62 - 1, 2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 64):
    print(base, base + 1, base - 1, -base, -base - 1, base * 2, base * base, base - base)
print(4611686018427387903 + 1, -4611686018427387904 - 1, 4611686018427387904 - 1, -4611686018427387905 + 1)
print(3037000500 * 3037000500, 3037000499 * -3037000500, -(2 ** 63) * -1, 2 ** 63 * 0)
x = 1
for i in range(1, 30):
    x *= i
print(x, x // 10 ** 20, x % 10 ** 20)
n = 2 ** 61
for _ in range(4):
    n += n
    print(n, n == 2 ** n.bit_length() // 2, type(n).__name__)
for _ in range(4):
    n -= n // 2
    print(n, end=' ')
print()
print(abs(-2 ** 62), abs(-2 ** 63), -(-4611686018427387904), ~(2 ** 62), -(2 ** 62) // -1)
a, b = 0, 1
for _ in range(150):
    a, b = b, a + b
print(a, (a - b) + b == a)
print(10 ** 18 * 10 ** 18, 123456789 ** 5, (-7) ** 33, 10 ** 30 - 10 ** 30 + 1)
