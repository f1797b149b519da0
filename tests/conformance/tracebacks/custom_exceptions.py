"""Exception classes print with their module unless it is builtins or __main__, and odd texts as they are."""
import sys
class Plain(Exception): pass
class WithStr(Exception):
    def __str__(self): return 'line one\nline two'
class Empty(Exception): pass
class BadStr(Exception):
    def __str__(self): raise ValueError('in __str__')
class Outer:
    class Nested(Exception): pass
errors = [Plain('text'), WithStr(), Empty(), BadStr(), Outer.Nested('nested'), KeyError('quoted'), KeyError(), ValueError(), OSError('only text'), StopIteration(5)]
for e in errors:
    try:
        raise e
    except BaseException as caught:
        sys.excepthook(type(caught), caught, None)
Plain.__module__ = 'some.module'
raise Plain('from a module')
