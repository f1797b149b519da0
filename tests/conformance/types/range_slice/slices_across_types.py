"""Slicing gives the same positions for list, tuple, str, bytes and range."""
n = 7
sequences = [list(range(n)), tuple(range(n)), 'abcdefg', bytes(range(n)), range(n), 'αβγδεζη']
bounds = (None, -9, -7, -4, -1, 0, 1, 3, 6, 7, 12)
steps = (None, 1, 2, 3, 8, -1, -2, -5)
def positions(start, stop, step):
    step = 1 if step is None else step
    if step > 0:
        lo = 0 if start is None else max(start + n, 0) if start < 0 else min(start, n)
        hi = n if stop is None else max(stop + n, 0) if stop < 0 else min(stop, n)
        out = []
        while lo < hi:
            out.append(lo)
            lo += step
    else:
        lo = n - 1 if start is None else (max(start + n, -1) if start < 0 else min(start, n - 1))
        hi = -1 if stop is None else (max(stop + n, -1) if stop < 0 else min(stop, n - 1))
        out = []
        while lo > hi:
            out.append(lo)
            lo += step
    return out
checked = 0
for start in bounds:
    for stop in bounds:
        for step in steps:
            want = positions(start, stop, step)
            for seq in sequences:
                got = seq[start:stop:step]
                assert type(got) is type(seq)
                assert list(got) == [seq[i] for i in want], (seq, start, stop, step)
                checked += 1
print(checked, 'slices agree')
print([1, 2, 3][:-1], (1, 2, 3)[-2:], 'abc'[::-1], b'abc'[1:], range(9)[3:7])
