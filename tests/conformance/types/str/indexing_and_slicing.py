"""Strings index and slice by code point, with every step and out-of-range bounds."""
s = 'hello'
print(s[0], s[-1], s[1:3], s[:2], s[3:], s[::-1], s[::2], s[10:], s[-100:100], s[3:1], s[4:0:-2], s[-2::-1], s[:-3:-1])
for bad in (5, -6):
    try:
        s[bad]
    except IndexError as e:
        print(e)
u = 'añ☃😀z'
print(len(u), u[3], u[::-1], u[1:4], [c for c in u], u[-2], u[2:2], list(reversed(u)))
expected = list(u)
for start in (None, -7, -2, 0, 1, 4, 9):
    for stop in (None, -6, -1, 0, 3, 8):
        for step in (None, 1, 2, -1, -3):
            assert u[start:stop:step] == ''.join(expected[start:stop:step]), (start, stop, step)
            assert s[start:stop:step] == ''.join(list(s)[start:stop:step])
try:
    s[0] = 'j'
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
print('x' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, '' * 5, 'ab' + 'cd', 'a' 'b' + 'c', len('\U0001F468\u200D\U0001F469'), s[True])
big = 'é' * 1000 + 'x' + '😀' * 1000
print(big[1000], big[999], big[1001], big.index('x'), big[995:1005], len(big))
