"""Times that no clock shows: too large, infinite, not a number; fields of a struct_time that are out of range."""
import threading
import time
def show(act):
    try: print(act())
    except (ValueError, OverflowError, OSError, TypeError) as error: print(type(error).__name__, error)
for number in (1e30, -1e30, float('nan'), float('inf'), 2 ** 100, -2 ** 1000, 2 ** 60, -2 ** 60, 'x'):
    show(lambda: time.gmtime(number))
print(tuple(time.gmtime(-1.5)), tuple(time.gmtime(2 ** 31)))
show(lambda: time.sleep(float('nan'))); show(lambda: time.sleep(-1))
for huge in (float('inf'), 2 ** 70, 2 ** 2000):
    try: time.sleep(huge)
    except OverflowError: print('OverflowError')
for place, value in ((0, 2 ** 40), (1, 13), (2, 32), (3, 24), (4, 60), (5, 62), (6, -2), (7, 367), (8, 99), (1, -1), (0, -2 ** 31)):
    fields = [2000, 1, 1, 0, 0, 0, 0, 1, 0]
    fields[place] = value
    show(lambda: time.strftime('%Y', tuple(fields)))
show(lambda: time.strftime('%Y %b %d %j %A', (2000, 0, 0, 0, 0, 0, 6, 0, 0)))
show(lambda: time.strftime('%Y', 5)); show(lambda: time.strftime('%Y', (1, 2)))
show(lambda: threading.Lock().acquire(timeout=float('nan'))); show(lambda: threading.RLock().acquire(timeout=float('nan')))
