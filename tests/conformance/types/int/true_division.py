"""Division of integers gives the nearest float, for integers of any size."""
print(1 / 3, 7 / 2, -7 / 2, 6 / 3, 0 / 5, 0 / -5, 1 / -3, type(4 / 2).__name__)
print(10 ** 30 / 10 ** 29, 2 ** 70 / 2 ** 69, (2 ** 53 + 1) / 1, (2 ** 53 + 1) / 2, 9007199254740993 / 3)
print(10 ** 400 / 10 ** 399, 1 / 10 ** 400, 10 ** 308 / 10, -10 ** 400 / 10 ** 390, 3 / 2 ** 1074)
print((10 ** 25 + 1) / 10 ** 25, 123456789012345678901234567890 / 987654321)
for a, b in ((10 ** 400, 1), (1, 0), (2 ** 2000, 3)):
    try:
        print(a / b)
    except (OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
print(True / 2, 5 / True, (2 ** 64 - 1) / 2 ** 64, (2 ** 64) / (2 ** 64 - 1))
print(1 / 2 ** 1074, 1 / 2 ** 1075, 3 / 2 ** 1075, 1 / 2 ** 1076)
for n in (1, 3, 7, 9, 11, 49, 97):
    print(n, 1 / n, n / 10, n / 7)
