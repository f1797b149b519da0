"""memoryview is a window on the bytes of another object, whose slices share them."""
a = bytearray(b'abcdefgh')
m = memoryview(a)
print(len(m), m[0], m[-1], m[2:5].tobytes(), m[::-2].tolist(), m[1:][1:3].tobytes(), m.obj is a, list(m[:2]), 97 in m)
m[0] = 65; m[1:3] = b'BC'; m[-1:] = memoryview(b'H'); m[3:6:2] = b'xy'
print(a, m == a, m == b'?', m[:1] == memoryview(b'A'), m != bytes(a))
r = memoryview(b'read')
print(r.readonly, m.readonly, m.toreadonly().readonly, r.nbytes, r.itemsize, r.ndim, r.format, r.shape, r[::2].strides, r.contiguous, r[::2].contiguous, hash(r) == hash(b'read'))
for code in ("memoryview('text')", "memoryview(5)", "r[9]", "r['a']", "m.__setitem__(0, 256)", "m.__setitem__(0, 'a')", "m.__setitem__(99, 1)", "m.__setitem__(slice(0, 2), b'abc')", "hash(m)", "m < m"):
    try:
        print(code, '=>', eval(code))
    except (TypeError, ValueError, IndexError) as e:
        print(code, '->', type(e).__name__, e)
try:
    r[0] = 1
except TypeError as e:
    print(e)
with memoryview(b'xy') as w:
    print(w.tobytes(), bytes(w), bytearray(w))
try:
    w[0]
except ValueError as e:
    print(e)
w.release()
