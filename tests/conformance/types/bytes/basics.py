"""bytes are sequences of small integers with literals, indexing, slicing and repr."""
b = b'hello\x00\xff\n\'"'
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], b[10:], list(b[:3]), b'it\'s', b'"', b"\\", b'\t\r\x0b')
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes('é', 'utf-8'), bytes(b'abc'), bytes(range(3)), bytes((x for x in (65, 66))), b'a' + b'b', b'ab' * 3, b'a' * 0)
print(104 in b, b'ell' in b, b'' in b, 300 in [1], b == b'x', b'a' < b'b', b'a' == 'a', b'abc' > b'abb', sorted([b'b', b'a']), {b'k': 1}[b'k'], hash(b'k') == hash(bytes([107])))
for code in ("bytes([256])", "bytes([-1])", "bytes('x')", "bytes(-1)", "bytes(1.5)", "bytes([1, 'a'])", "b'a' + 'b'", "'a' + b'b'", "b'a' < 'b'", "300 in b'a'", "'a' in b'a'", "b'a'[5]", "b'a' * b'b'", "b'a' - b'b'", "bytes(object())", "bytes(1, 'utf-8')", "bytes([2 ** 70])"):
    try:
        print(eval(code))
    except (ValueError, TypeError, IndexError, OverflowError) as e:
        print(code, '->', type(e).__name__, e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
class B(bytes): pass
print(B(b'x'), type(B(b'x')[:]).__name__, isinstance(B(), bytes))
for x in b'ab': print(x, end=' ')
print(bool(b''), bool(b'\x00'), str(b'abc'), repr(b'\xc3'), f'{b"q"}', '%s' % b'w')
