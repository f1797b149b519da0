"""raise takes a class or an instance, re-raises without one, and refuses anything else."""
def show(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e, e.args)
def r(x): raise x
show(lambda: r(ValueError))
show(lambda: r(ValueError('v', 2)))
show(lambda: r(5))
show(lambda: r('text'))
show(lambda: r(None))
show(lambda: r(int))
show(lambda: r(object()))
def bare(): raise
show(bare)
def reraise():
    try:
        raise KeyError('k')
    except KeyError:
        try:
            raise ValueError('inner')
        except ValueError:
            pass
        raise
show(reraise)
def helper(): raise
def in_handler():
    try:
        raise IndexError('seen from helper')
    except IndexError:
        helper()
show(in_handler)
class NeedsArg(Exception):
    def __init__(self, a): super().__init__('arg', a)
show(lambda: r(NeedsArg))
show(lambda: r(NeedsArg(1)))
class MakesOther(Exception):
    def __new__(cls, *a): return 5
show(lambda: r(MakesOther))
def cause_bad(): raise ValueError from 5
show(cause_bad)
def cause_class(): raise ValueError('v') from KeyError
try:
    cause_class()
except ValueError as e:
    print(repr(e.__cause__), e.__suppress_context__)
def same_object():
    err = ValueError('same')
    for i in range(2):
        try:
            raise err
        except ValueError as e:
            print(e is err)
same_object()


class Failing(Exception):
    def __init__(self):
        raise LookupError("from __init__")


for cause in (Failing, int, 3):
    try:
        raise ValueError from cause
    except Exception as error:
        print(type(error).__name__, error)
