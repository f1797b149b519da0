"""Numbers that natives keep in C's types are refused or clamped as in CPython, whatever their size."""
import math, sys, threading
nan, inf = math.nan, math.inf
def show(act):
    try: print(act())
    except (OverflowError, ValueError, TypeError, IndexError) as error: print(type(error).__name__)
for number in (2 ** 31, 2 ** 63, -2 ** 63 - 1, 2 ** 1000, -2 ** 1000, nan, inf):
    items = [1, 2]
    array = bytearray(b'ab')
    for act in (lambda: items.insert(number, 3), lambda: items.pop(number), lambda: array.__setitem__(0, number), lambda: array.append(number),
                lambda: items[number:], lambda: 'a\tb'.expandtabs(number) if not -1 < number < 2 ** 32 else 0, lambda: b'abc'.hex(':', number),
                lambda: sys.setrecursionlimit(number) if number != 2 ** 31 else 0, lambda: sys._getframe(number), lambda: 'abc'.find('c', number),
                lambda: [1].index(1, number), lambda: (5).to_bytes(-1), lambda: math.lcm(0, number), lambda: range(5)[number], lambda: 'a'.split('b', number)):
        show(act)
    print(items, array)
show(lambda: threading.Event().wait(nan))
show(lambda: threading.Lock().acquire(timeout=-inf))
show(lambda: threading.Lock().acquire(timeout=inf))
show(lambda: sys.setswitchinterval(-inf))
print(slice(True, True, True).indices(5), math.log(2 ** 2000), math.log(2 ** 1000, 2 ** 100), math.log2(2 ** 5000), math.log10(10 ** 400))
