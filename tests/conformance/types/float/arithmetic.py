"""Float arithmetic follows IEEE 754 with Python's floor division, modulo and errors."""
print(7.5 // 2, -7.5 // 2, 7.5 // -2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 1e20 // 3)
print(0.0 == -0.0, -0.0, 0.0 * -1, -0.0 + 0, -0.0 - 0.0, 5.0 % 5, -5.0 % 5, 5.0 % -5)
inf, nan = float('inf'), float('nan')
print(inf + 1, inf - inf, inf * 0, inf / inf, 1 / inf, -1 / inf, inf // 1, inf % 2, 5 % inf, -5 % inf, 5 // inf, -5 // inf, inf ** 0, nan ** 0, 1 ** nan)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan is nan, inf == inf, inf > 10 ** 400, -inf < inf)
print(1.5 + 2, 2 - 1.5, 3 * 0.5, 1 / 4, 2 ** 0.5, 2.0 ** 10, (-8.0) ** 3, 4 ** -0.5, 0.0 ** 0, 1e200 * 1e200, 1e-200 * 1e-200)
for op in ('1.0 / 0', '1.0 // 0', '1.0 % 0', 'divmod(1.0, 0)', '0.0 ** -1', '10.0 ** 400', '2.0 + "a"', '1.5 & 1', 'inf // 0', '1.0 << 1', '[1] * 2.0'):
    try:
        print(op, eval(op))
    except (ZeroDivisionError, OverflowError, TypeError) as e:
        print(op, type(e).__name__)
print(sum([0.5] * 4), sum([1, 2.5]), 0.5 + 0.25, 3.0 * 1e-3, 1e308 + 1e308)
print(5 // 0.3, 5 % 0.3, 1 // 0.1, 1 % 0.1, -1 // 0.1, 0.7 // 0.1, 1e300 % 7)
x = 10.0
x += 1; x -= 0.5; x *= 2; x /= 3; x //= 1; x **= 2; x %= 10
print(x, -x, +x, abs(-x), bool(0.0), bool(-0.0), bool(nan))
