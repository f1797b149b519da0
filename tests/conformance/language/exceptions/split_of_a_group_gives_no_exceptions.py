"""A group's own split that gives what is no exception ends the except* statement."""
class Odd(ExceptionGroup):
    def split(self, kind): return None, 5
try:
    try: raise Odd('a', [ValueError()])
    except* TypeError: pass
except BaseException: print('raised')
