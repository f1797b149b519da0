"""if, elif and else run the first arm whose test is true, evaluating no test after it."""
def test(name, value):
    print('test', name, end='; ')
    return value
def choose(a, b, c):
    if test('a', a):
        return 'A'
    elif test('b', b):
        return 'B'
    elif test('c', c):
        return 'C'
    else:
        return 'none'
for args in ((1, 1, 1), (0, 'x', 1), ([], {}, (0,)), (0, 0.0, '')):
    print(choose(*args))
for value in (0, 1, -1, 0.0, 0.1, '', '0', [], [0], (), (0,), {}, {0: 0}, set(), None, True, False, b'', b'0', range(0), range(1)):
    print(repr(value), 'true' if value else 'false')
class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(bool(Sized(0)), bool(Sized(3)), bool(object()))
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
for bad in (BadBool(), BadLen()):
    try:
        if bad:
            print('unreachable')
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
