"""bytearray is a mutable sequence of bytes."""
b = bytearray(b'hello')
b[0] = 72
b.append(33)
b.extend(b' you')
b += bytes([46])
print(b, len(b), b[0], bytes(b), b == b'Hello! you.', b[1:4], b[::-1], b.upper(), b.find(b'you'), b.decode())
b[1:3] = b'EEE'
del b[-1]
b.insert(0, 62)
print(b, b.pop(), b.pop(0), b, b.reverse(), b, b.remove(69), b)
b.clear()
print(b, bytearray(3), bytearray([1, 2]), bytearray('é', 'utf-8'), bytearray(b'a') + b'b', b'a' + bytearray(b'b'), bytearray(b'ab') * 2, bytearray(b'a') < b'b', 97 in bytearray(b'a'))
c = d = bytearray(b'x')
c += b'y'
c *= 2
print(d, c is d, c.copy() is c, list(c), repr(c), str(c), type(c[:1]).__name__, bytearray(b'a,b').split(b','), bytearray(b'-').join([b'a', b'b']))
for code in ("bytearray([256])", "bytearray('x')", "c.append(256)", "c.append('a')", "c.__setitem__(0, 300)", "c.__setitem__(99, 1)", "c + 'x'", "hash(c)", "c.pop(99)", "c.remove(1)", "bytearray(-1)", "bytearray().pop()", "c.insert(0)"):
    try:
        print(eval(code))
    except (ValueError, TypeError, IndexError) as e:
        print(code, '->', type(e).__name__, e)
e = bytearray(range(10))
e[::2] = b'abcde'
del e[1::2]
print(e, bool(bytearray()), bytearray(b'x') == bytearray(b'x'), [x for x in bytearray(b'ab')], bytearray.fromhex('0aff'), bytearray(b'abc').hex(), bytes(bytearray(b'q')))
