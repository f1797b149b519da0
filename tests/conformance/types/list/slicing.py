"""Slices read, assign and delete with every combination of bounds and steps."""
l = list(range(10))
print(l[2:5], l[:3], l[7:], l[-3:], l[::3], l[::-1], l[8:2:-2], l[5:5], l[100:], l[-100:2], l[:])
print(l[:] is l, l[2:100], l[-1:-4:-1], l[None:None], l[3:1])
l[2:5] = 'abc'
print(l)
l[0:2] = []
l[3:3] = [99, 98]
print(l)
l[-2:] = (x for x in 'xyz')
print(l)
l[::2] = ['e'] * len(l[::2])
print(l)
l[::-1] = range(len(l))
print(l)
del l[1:3]
del l[::3]
print(l)
l[:] = [1]
l[5:10] = [2, 3]
l[:0] = l
print(l)
l[1:4] = l
print(l)
for code in ("l[::2] = [1]", "l[::0]", "l['a':]", "l[1.5:2]", "l[::2] = 5"):
    try:
        exec(code)
    except (ValueError, TypeError) as e:
        print(code, '->', type(e).__name__, e)
for n in range(5):
    for start in (None, -3, 0, 2):
        for stop in (None, -1, 1, 4):
            for step in (None, 2, -1, -2):
                base = list(range(n))
                want = base[start:stop:step]
                rest = [x for x in base if x not in want]
                del base[start:stop:step]
                assert base == rest, (n, start, stop, step)
print(l[True:3], l[-2 ** 70:2 ** 70] == l)
