"""int has bit_length, bit_count, to_bytes, from_bytes, as_integer_ratio and its parts."""
for n in (0, 1, -1, 255, 256, 2 ** 62, 2 ** 63, -2 ** 63, 2 ** 100 - 1):
    print(n, n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.conjugate() == n)
print((1024).to_bytes(2, 'big'), (1024).to_bytes(4, 'little'), (-2).to_bytes(3, 'big', signed=True), (0).to_bytes(1, 'big'), (0).to_bytes(0, 'big'))
print((255).to_bytes(), (2 ** 70).to_bytes(10, 'big'), (-2 ** 70).to_bytes(10, 'little', signed=True))
print(int.from_bytes(b'\x04\x00', 'big'), int.from_bytes(b'\xff\xfe', 'big', signed=True), int.from_bytes(b'', 'little'), int.from_bytes([1, 2], 'little'))
print(int.from_bytes(b'\x01' * 12, 'big'), int.from_bytes(b'\xff' * 9, 'little', signed=True), int.from_bytes(b'\x80'))
for code in ('(256).to_bytes(1, "big")', '(-1).to_bytes(1, "big")', '(1).to_bytes(1, "middle")', '(128).to_bytes(1, "big", signed=True)', '(1).to_bytes(-1, "big")',
             'int.from_bytes([256], "big")', 'int.from_bytes("abc", "big")', 'int.from_bytes(5, "big")'):
    try:
        print(eval(code))
    except (OverflowError, ValueError, TypeError) as e:
        print(code, type(e).__name__, e)
print((5).real, (5).imag, (5).numerator, (5).denominator, True.real, True.bit_length())
class I(int): pass
print(type(I.from_bytes(b'\x05', 'big')).__name__, type(I(5).real).__name__, type(I(5) + I(1)).__name__)
print((5).__add__(3), (5).__radd__(3), (5).__floordiv__(2), (5).__add__(1.5), (5).__index__(), (5).__neg__(), (0).__bool__(), (7).__rsub__(10))
