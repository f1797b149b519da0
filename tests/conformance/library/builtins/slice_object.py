"""slice objects hold start, stop and step, compare, and compute indices."""
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2), slice('a', [1], None))
print(s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(100, -100, -3).indices(7), slice(None).indices(0), slice(2 ** 70, None).indices(5))
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 3), slice(1) != slice(2), slice(1, 2) < slice(1, 3), slice(1) == (None, 1, None))
print([0, 1, 2, 3, 4, 5][s], 'abcdef'[slice(None, None, -2)], list(range(10)[slice(2, 5)]))
class Show:
    def __getitem__(self, k): return k
print(Show()[1:2], Show()[::], Show()[1:2, ...], Show()[:, 1], Show()['a':'b':'c'])
for code in ('slice()', 'slice(1, 2, 3, 4)', 's.indices("a")', 's.indices(-1)', 'slice(1, 2, 0).indices(5)', 'slice("a").indices(5)', '[1][::0]', '"abc"[1.5:]', '[1]["a":]', 's.start'):
    try:
        print(eval(code))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e)
try:
    s.start = 5
except AttributeError as e:
    print(e)
for seq in ([], [1], list(range(7))):
    for sl in (slice(1, 5), slice(-2, None), slice(None, None, -1), slice(5, 1, -2), slice(-100, 100, 3)):
        start, stop, step = sl.indices(len(seq))
        assert seq[sl] == [seq[i] for i in range(start, stop, step)]
