"""Floats order with integers exactly; nan compares false with everything."""
nan, inf = float('nan'), float('inf')
values = [3.5, -inf, 2, 1e300, 10 ** 301, -0.0, 0, inf, -1, 0.1]
print(sorted(values), sorted(values, reverse=True))
print(min(3, 2.5), max(3, 3.0), min(nan, 1), max(1, nan), min(1, nan))
print(1.0 < 2, 2 <= 2.0, 2.5 != 2, 0.1 + 0.2 == 0.3, 0.1 + 0.2 > 0.3, 1e16 == 10 ** 16, 1e23 == 10 ** 23)
print(float(2 ** 63) == 2 ** 63, float(2 ** 63) > 2 ** 63 - 1, 9007199254740993 > 9007199254740992.0, 9007199254740993 == 9007199254740992.0)
print([nan] == [nan], (nan,) == (nan,), {nan: 1} == {nan: 1}, [nan] == [float('nan')], nan in [nan], [1.0] == [1], {1.0} == {1})
d = {nan: 'a'}
d[float('nan')] = 'b'
print(len(d), d[nan], 1.0 in {1: 0}, {1.5: 'x'}[3 / 2])
for code in ('1.5 < "a"', '1.5 > None', '[1.5] < ["a"]', '1.5 >= []'):
    try:
        eval(code)
    except TypeError as e:
        print(e)
print(1.5 == '1.5', 1.5 == None, 1.5 != [], (1.5).__lt__('a'), (1.5).__eq__(1.5), (1.5).__ge__(2))
print(0.0 < 5e-324, 5e-324 > 0, -5e-324 < 0, 5e-324 / 2 == 0, 1.7976931348623157e308 < inf)
print([x for x in (0.0, -0.0, 0) if str(x) == '-0.0'], [0.0].index(-0.0), [1, 1.0, True].count(1))
