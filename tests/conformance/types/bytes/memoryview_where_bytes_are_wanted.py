"""A memoryview is taken wherever bytes are: searched for, joined, added, assigned, read as numbers and as source."""
m = memoryview(b'hello')
print(b''.join([m, m[1:2], bytearray(b'x')]), b'hello world'.find(m), b'hello world'.replace(m, m[:1]), b'ahello'.endswith(m), m in b'say hello', b'a,b'.split(memoryview(b',')))
print(b'a' + m, bytearray(b'a') + m, bytes(m[::2]), bytearray(m[::-1]), str(m, 'ascii'), b'a' == memoryview(b'a'), memoryview(b'a') == b'b')
b = bytearray(b'a'); b += m; b.extend(m[:2]); b[0:1] = memoryview(b'xy'); print(b)
before, separator, after = b'hello'.partition(m[2:3])
print(before, bytes(separator), after, bytearray(b'hello').rpartition(m[2:3]), b'hello'.partition(bytearray(b'e')))
print(int(memoryview(b'12')), float(memoryview(b'1e3')), int(bytearray(b' 7 ')), eval(bytearray(b'1+1')), eval(memoryview(b'1+2')))
exec(memoryview(b'print(4)')); exec(bytearray(b'print(5)'))
for act in (lambda: int(memoryview(b'1x')), lambda: int(bytearray(b'1x')), lambda: int(b'\xff'), lambda: int(memoryview(b'12'), 10), lambda: b'a' < m,
            lambda: b''.join([m[::2]]), lambda: b'x'.find(m[::2])):
    try: print(act())
    except (ValueError, TypeError, BufferError) as error: print(type(error).__name__, error)
print(m.hex(), m.hex(':'), m[::2].hex('-', 2), m.suboffsets, m.f_contiguous, m[::2].contiguous)
