"""bool is an int of two values with its own text and logic."""
print(True + True, True * 5, -True, sum([True, False, True]), True == 1, False == 0)
print(bool(), bool(0), bool(''), bool([0]), bool('False'), bool(None), bool(0.0), bool(-1))
print(repr(True), str(False), f'{True}', f'{True:d}', f'{True:5}', '%s %d' % (True, True), format(False, ''))
print(True & False, True | False, True ^ True, type(True ^ False).__name__, True & 3, not True)
print([10, 20][True], 'ab'[False], 'x' * True, {True: 'yes', 1: 'one'}, {0: 'a'}[False])
print(isinstance(True, int), issubclass(bool, int), type(True), bool.__mro__[1].__name__)
print(True < 2, True > False, sorted([True, False, True]), max(False, True), int(True), float(True))
for code in ('class B(bool): pass', 'bool(1, 2)', 'bool(x=1)'):
    try:
        exec(code)
    except TypeError as e:
        print(e)
print(True.__and__(False), bool.__new__(bool, 5), True.__repr__(), hash(True), True.__int__(), True.to_bytes(1, 'big'))
print(5 .__class__, True.__class__, (not []) is True, (1 < 2) is True, (1 in [1]) is True, bool([]) is False)
print(round(True), abs(True), divmod(True, 2), True // 2, True / 2, pow(True, 2), True << 3, 7 >> True, int.__bool__(0))
