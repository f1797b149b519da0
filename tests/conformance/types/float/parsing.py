"""float reads decimal text, exponents, infinities and nan, and refuses the rest."""
for s in ('1', ' 1.5\n', '-2e3', '+.5', '5.', '1_000.5', 'inf', '-Infinity', 'NaN', '1e-400', '1e400', '0', '1E5', '٣.٥', '1' * 400, '0.' + '1' * 50,
          '123456789012345678901234567890', '9007199254740993', '2.2250738585072011e-308', '4.9e-324', '2.4e-324', '1e23', '-0', '0e100', '1_0e1_0'):
    print(s[:30], float(s))
for s in ('', ' ', '1 2', '1e', 'e5', '.', '1__0', '_1', '1_', '0x10', 'in', 'infin', 'nano', '1.5.5', '--1', '1,5', '1e5.5', 'abc', '1\x00', '+-1', '1e+-5'):
    try:
        print(repr(s), float(s))
    except ValueError as e:
        print(e)
for x in (5, True, 2 ** 70, b'1.5', 1.5):
    print(float(x))
for x in (None, [], 10 ** 400, 'x' * 3, {}):
    try:
        float(x)
    except (TypeError, OverflowError, ValueError) as e:
        print(type(e).__name__, e)
print(float(), float('1e308') * 10, float('-1e308') * 10)
