"""Number literals in every base, with underscores, exponents and imaginary-free forms have the written value."""
print(0, 00, 0_0, 123_456_789, 1_0)
print(0xff, 0XFF, 0xDead_Beef, 0o17, 0O1_7, 0b1011, 0B_1_1)
print(1.5, 1., .5, 1e3, 1E-3, 1_0.0_1e+1_0, 0e0, 00012.5, 09.5)
print(10 ** 20, 0xFFFFFFFFFFFFFFFFFFFFFFFF, 99999999999999999999999)
print(1.e5, 5e-324, 1.7976931348623157e308, 1e400, -1e400)
print(1 if True else 2, [0x1 for x in (1,)])
print(1 .real, 1.0.is_integer(), (5).bit_length())
print(-1, --1, -+-1, ~0, ~~7, - 0.0)
for bad in ('0777', '1__0', '1_', '0x', '0b2', '0o8', '1e', '1abc', '0_x1'):
    try:
        print(bad, eval(bad))
    except SyntaxError as e:
        print(bad, e.msg)
