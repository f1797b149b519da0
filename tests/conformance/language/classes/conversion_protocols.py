"""int, float, bool, complex-free conversions ask their dunders and check what they give."""
class N:
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __bool__(self): return False
    def __index__(self): return 3
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __bytes__(self): return b'bytes!'
    def __str__(self): return 'str!'
    def __hash__(self): return 11
    def __format__(self, s): return 'fmt:' + s
n = N()
import math
print(int(n), float(n), bool(n), bytes(n), str(n), hash(n), format(n, 'q'), round(n), round(n, 2))
print(math.trunc(n), math.floor(n), math.ceil(n), [1, 2, 3, 4][n], 'abc' * n, math.sqrt(n) > 1.5)
class OnlyIndex:
    def __index__(self): return 5
print(int(OnlyIndex()), float(OnlyIndex()), hex(OnlyIndex()), '%d' % OnlyIndex(), f'{OnlyIndex().__index__():d}')
class Bad:
    def __int__(self): return 'x'
    def __float__(self): return 'x'
    def __bool__(self): return 'x'
    def __len__(self): return 'x'
    def __bytes__(self): return 'x'
    def __hash__(self): return 1.5
    def __str__(self): return None
for code in ('int(Bad())', 'float(Bad())', 'bool(Bad())', 'len(Bad())', 'bytes(Bad())', 'hash(Bad())', 'str(Bad())'):
    try:
        eval(code)
    except TypeError as e:
        print(e)
class Neg:
    def __len__(self): return -1
class Huge:
    def __len__(self): return 1 << 100
for x in (Neg(), Huge()):
    try:
        len(x)
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
class Nothing: pass
for f in (int, float):
    try:
        f(Nothing())
    except TypeError as e:
        print(e)
