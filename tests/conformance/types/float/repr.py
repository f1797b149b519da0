"""repr of a float is the shortest text that reads back as the same number."""
values = [0.1, 0.2, 0.1 + 0.2, 1 / 3, 2 / 3, 1e16, 1e15, 9999999999999998.0, 123456789012345680.0, 1e22, 1e23, 1.0, 100.0, 1e-4, 1e-5, 0.00012345,
          5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.14159, 2.5, -0.0, 0.0, -1.5e-10, 1e100, 123e-7, 4.35, 0.3, 2 ** 53 + 0.0, 2.0 ** 70, 1e21, 12345678.9]
for v in values:
    text = repr(v)
    assert float(text) == v
    print(text, str(v) == text, end='; ')
print()
print(float('inf'), float('-inf'), float('nan'), -float('nan'), 1e309, -1e309)
print([0.5, (1.5,), {2.5: 3.5}], 1e3, 1E3, 1_0.5, .5, 5., 1e0)
print(0.1 * 3, 1.1 + 2.2, 1e16 + 1, 0.1 + 0.7, 4.35 * 100, 1.005 * 1000, 1.15, 2.675)
x = 1.0
for i in range(20):
    x /= 3
    print(repr(x), end=' ')
print()
x = 0.1
for i in range(25):
    x *= 7.3
    print(repr(x), end=' ')
print()
