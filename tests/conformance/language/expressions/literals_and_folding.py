"""Constant expressions have the value they would have at run time, errors included."""
print(1 + 2 * 3, 2 ** 10, 'a' * 3, (1, 2)[1], 'abc'[1], -5 // 2, 7 % -3, 1 << 4, not 0, 'a' + 'b', (1,) + (2,), 0.1 + 0.2, 10 / 4)
def late():
    return 1 / 0
def late2():
    return 'a' + 1
def late3(): return (1, 2)[5]
def late4(): return 2 ** -1.5, 1 % 2.5
def late5(): return 'x' * -1, () * 5, 'ab' * 10 ** 3 == 'ab' * 1000
def late6(): return 1 << -1
for f in (late, late2, late3, late4, late5, late6):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
print('never evaluated') if 0 and 1 / 0 else print('skipped')
x = 5 if True else 1 / 0
y = None or 'default'
print(x, y, 1 if 0 else 2, 0 or [] or 'z', 1 and 2 and 3)
def same(): return (1, 'a', 2.0, None, ...), 'text'
print(same() == same(), 1 == True, 1.0 == 1, 0.0 == -0.0, str(0.0), str(-0.0))
def mixed(): return [1, 1.0, True], [0.0, -0.0], {1: 'int', 1.0: 'float', True: 'bool'}, (1, 1.0), (0.0, -0.0)
print(mixed())
def fresh():
    l, d = [], {}
    l.append(1)
    d['a'] = 1
    return l, d
print(fresh(), fresh())
def in_const(v): return v in (1, 2, 3), v in {1, 2, 3}, v in [1, 2, 3], v in 'abc' if isinstance(v, str) else None
print(in_const(2), in_const(5), in_const('b'))
try:
    in_const([])
except TypeError as e:
    print(type(e).__name__)
while 0: print('never')
for i in (): print('never')
if not (): print('empty tuple')
