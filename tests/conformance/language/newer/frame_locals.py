"""A frame's f_locals writes through to the frame's variables."""
import sys
def f():
    x = 1
    sys._getframe().f_locals['x'] = 2
    return x
print(f())
def g():
    y = 1
    snapshot = locals()
    y = 2
    return snapshot['y'], y
print(g())
def h():
    a = 1
    def inner(): return a
    proxy = sys._getframe().f_locals
    proxy['a'] = 'through the cell'
    return inner(), a, sorted(proxy)
print(h())
def k():
    loc = locals()
    loc['new'] = 1
    return 'new' in locals()
print(k())
