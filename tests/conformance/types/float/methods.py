"""float has is_integer, hex, fromhex, as_integer_ratio and conversions to int."""
for x in (0.0, 1.0, -1.5, 0.1, 3.75, 1e300, 5e-324, -0.0, 2.0 ** 53):
    print(x, x.is_integer(), x.hex(), x.as_integer_ratio() if abs(x) < 1e20 and x != 5e-324 else '')
print(float('inf').hex(), float('nan').hex(), float('inf').is_integer(), float('nan').is_integer())
for s in ('0x1p0', '0x1.8p1', '-0x1.999999999999ap-4', 'inf', '-nan', '0x.8', '1', '0xffp-4', ' 0X1P+3 ', '0x1p-1074', '1.8', 'ap2'):
    print(s, float.fromhex(s))
for code in ("float.fromhex('g')", "float.fromhex('0x1p2000')", "float.fromhex('')", "float('inf').as_integer_ratio()", "float('nan').as_integer_ratio()"):
    try:
        print(eval(code))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print((1.5).real, (1.5).imag, (1.5).conjugate(), (1.5).__int__(), (1.5).__trunc__(), (1.5).__floor__(), (-1.5).__ceil__(), (1.5).__bool__(), (1.5).__round__())
print(hash(1.5) == hash(1.5), hash(0.5), hash(float('inf')), hash(float('-inf')), hash(1e300), hash(0.1), hash(-2.5), hash(2.0 ** 61))
class F(float): pass
print(type(F('1.5')).__name__, F(2) + 1, type(F(2) + F(1)).__name__, type(F.fromhex('0x1p1')).__name__, F(1.5) == 1.5)
print((2.5).__add__(1), (2.5).__radd__(1), (2.5).__add__('a'), (2.5).__pow__(2), (2.5).__divmod__(1), (2.5).__rtruediv__(5))
