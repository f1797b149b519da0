"""Powers of integers are exact, negative exponents give floats, and a modulus works for any sign."""
print(2 ** 10, 0 ** 0, 0 ** 5, (-2) ** 3, (-2) ** 4, -2 ** 4, 1 ** 10 ** 6, (-1) ** 10 ** 6, 2 ** 0)
print(2 ** 62, 2 ** 63, 2 ** 64, 3 ** 40, 7 ** 50, (-3) ** 41)
print(2 ** -1, 2 ** -2, (-2) ** -3, 10 ** -5, 1 ** -1, (-1) ** -3)
print(pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 7), pow(3, 3, -7), pow(2, 10 ** 6, 1000007), pow(5, 0, 1), pow(0, 0, 3), pow(2, 5, 1))
print(pow(38, -1, 97), 38 * pow(38, -1, 97) % 97, pow(2 ** 70, 2 ** 65, 2 ** 61 - 1))
for args in ((2, 3, 0), (2, -1, 4), (2.0, 3, 5), (2, 3.0, 5), ('a', 2), (2, 'a'), (2, None), (2, 3, 'x')):
    try:
        print(pow(*args))
    except (ValueError, TypeError, ZeroDivisionError) as e:
        print(args, type(e).__name__, e)
print(pow(2, 3, None), pow(base=2, exp=5), pow(2, exp=3, mod=5), True ** True, True ** 2)
print(len(str(3 ** 1000)), 3 ** 1000 % 10 ** 10, 2 ** 1000 >> 990)
x = 5
x **= 3
print(x, 4 ** 0.5, (-8) ** 3, 10 ** 2 ** 2)
