"""sys._getframe gives the running frame and its callers, through native calls too."""
import sys
def who(depth=1):
    frame = sys._getframe(depth)
    return frame.f_code.co_name, frame.f_lineno
def outer():
    return who()
print(outer(), who(0)[0], who())
def sorter():
    seen = []
    def key(x):
        seen.append((sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno))
        return x
    sorted([2, 1],
           key=key)
    return seen[0][:2]
print(sorter())
def gen():
    yield sys._getframe().f_back.f_code.co_name
def user():
    return next(gen()), list(gen())
print(user())
class C:
    where = sys._getframe().f_code.co_name
    inside = 'inside' in sys._getframe().f_locals
    def __init__(self): self.made = sys._getframe(1).f_code.co_name
    @property
    def p(self): return sys._getframe(1).f_code.co_name
def make():
    c = C()
    return c.made, c.p
print(C.where, C.inside, make())
names = []
frame = sys._getframe()
def walk():
    f = sys._getframe()
    while f:
        names.append(f.f_code.co_name)
        f = f.f_back
walk()
print(names, sys._getframe().f_globals is globals(), sys._getframe().f_locals is globals())
def caller(a, b=2):
    return callee()
def callee():
    return sorted(sys._getframe(1).f_locals.items())
print(caller(1))
try:
    sys._getframe(1000)
except ValueError as e:
    print(e)
try:
    1 / 0
except ZeroDivisionError as e:
    tb = e.__traceback__
    print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
import warnings
def old():
    warnings.warn('old is old', DeprecationWarning, stacklevel=2)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    old()
    print(caught[0].lineno, caught[0].message, caught[0].filename == __file__)
