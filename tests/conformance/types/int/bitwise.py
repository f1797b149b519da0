"""Bitwise operators treat negative integers as endless two's complement."""
for a in (0, 5, -5, 2 ** 62, -2 ** 62, 2 ** 70 + 5, -2 ** 70 - 5):
    for b in (3, -3, 2 ** 65, -2 ** 65):
        assert a & b == b & a and a | b == b | a and a ^ b == b ^ a
        assert (a & b) + (a | b) == a + b
        assert a ^ b == (a | b) - (a & b)
        assert ~(a & b) == ~a | ~b
print(5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 3, -5 | 3, -5 ^ 3, -1 & 2 ** 70, -1 ^ 2 ** 70)
print(-2 ** 70 & 2 ** 71 - 1, -2 ** 70 | 1, 2 ** 64 ^ -2 ** 64)
print(1 << 0, 1 << 62, 1 << 63, 1 << 100, -1 << 62, -1 << 63, 5 << 70, 0 << 1000)
print(1 >> 0, 5 >> 1, -5 >> 1, -1 >> 100, 5 >> 100, 2 ** 70 >> 69, -2 ** 70 >> 71, -2 ** 70 - 1 >> 70, 5 >> 63, -5 >> 64)
print(0 << 10 ** 30, 1 >> 10 ** 30, -1 >> 10 ** 30)
for op in ('1 << -1', '1 >> -1', '1 << 1.0', '1.5 & 1', '1 | "a"', '~1.0', '1 >> -2 ** 70'):
    try:
        print(eval(op))
    except (ValueError, TypeError, OverflowError) as e:
        print(op, type(e).__name__, e)
print(True & False, True | False, True ^ True, type(True & True).__name__, type(True & 1).__name__, True | 2)
print(bin(0b1010 & 0b0110), hex(0xFF00 >> 4), oct(0o17 << 3), f'{0xF0 ^ 0x0F:08b}')
