"""round goes to even at half, by digits, and int truncates."""
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999999, 2.6, -2.6)], type(round(2.5)).__name__)
print([round(x, 1) for x in (0.05, 0.15, 0.25, 0.35, 2.675, 1e22)], round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(5e15 + 0.5), round(2.5, 0))
print(round(1e300, 5), round(1.5, 400), round(123.456, -5), round(-0.4), round(-0.4, 0), round(0.1 + 0.2, 10), round(1e16), round(12345.6789, 3))
print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5, 3), round(10 ** 30 + 5, -1), round(150, -2), round(250, -2), round(99, -2), round(7, -5))
print(round(2.5, None), round(True), round(5.5, True), type(round(5, None)).__name__, round(number=2.345, ndigits=1))
for bad in (float('inf'), float('nan')):
    try:
        round(bad)
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
print(round(float('inf'), 2), round(float('nan'), 2))
for code in ('round(1.5, "a")', 'round(1.5, 1.5)', 'round()', 'round(1, 2, 3)', 'round(5, 1.0)', 'round(1.7e308, -308)'):
    try:
        print(eval(code))
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print([int(x) for x in (2.9, -2.9, 0.999, -0.999, 1e18, -1e19)], 7 // 1.5, int(1e300) == 10 ** 300)
