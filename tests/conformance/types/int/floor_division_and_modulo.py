"""Floor division rounds down and modulo takes the divisor's sign, for every mix of signs and sizes."""
values = (7, -7, 6, -6, 0, 1, -1, 2 ** 62, -2 ** 62, 2 ** 64 + 3, -2 ** 64 - 3)
divisors = (3, -3, 7, -7, 1, -1, 2 ** 62, -2 ** 62, 2 ** 65)
for a in values:
    for b in divisors:
        q, r = a // b, a % b
        assert (q, r) == divmod(a, b), (a, b)
        assert q * b + r == a, (a, b)
        assert r == 0 or (r > 0) == (b > 0), (a, b)
        assert abs(r) < abs(b), (a, b)
for a in (7, -7):
    print([(a // b, a % b) for b in (2, -2, 3, -3, 10, -10)])
print(-1 // 2 ** 70, -1 % 2 ** 70, 1 // -2 ** 70, 1 % -2 ** 70)
print(True // True, True % 2, -5 // True, divmod(False, 3))
for op in ('1 // 0', '1 % 0', 'divmod(1, 0)', '2 ** 70 // 0', '2 ** 70 % 0', '1 / 0', '0 / 0', '0 ** -1'):
    try:
        eval(op)
    except ZeroDivisionError as e:
        print(op, type(e).__name__)
print((-2 ** 63) // -1, (-2 ** 62) // -1, (-2 ** 62) % -1, -2 ** 62 // 1)
print([-10 // 3, -9 // 3, -8 // 3], [x % 5 for x in range(-6, 6)])
