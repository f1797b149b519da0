"""Exceptions keep their arguments, and str and repr show them as CPython does."""
for e in (ValueError(), ValueError('one'), ValueError('one', 2), ValueError(''), ValueError(None), ValueError(('t',)), ValueError([1]),
          KeyError('k'), KeyError(), KeyError('a', 'b'), KeyError(1), IndexError('i'), OSError('just text'), OSError(2, 'No such file'),
          OSError(2, 'No such file', 'name.txt'), StopIteration(5), SystemExit(3), KeyboardInterrupt(), Exception('a\nb'), Exception("it's"),
          AssertionError(), LookupError(1.5), NameError('n'), AttributeError('a'), ImportError('i')):
    print(repr(e), '|', str(e), '|', e.args)
e = OSError(2, 'No such file', 'name.txt')
print(type(e).__name__, e.errno, e.strerror, e.filename, e.args)
print(type(OSError(13, 'x')).__name__, type(OSError(17, 'x')).__name__, type(OSError(99999, 'x')).__name__, type(OSError(32, 'p')).__name__)
print(StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit().code, SystemExit('msg').code)
e = ValueError(1)
e.custom = 'attribute'
e.args = ('changed',)
print(e, e.custom, e.__dict__)
class Custom(Exception):
    def __init__(self, a, b=2):
        self.a, self.b = a, b
print(repr(Custom(1)), str(Custom(1, b=5)), Custom('x').args)
class WithStr(Exception):
    def __str__(self): return 'own text'
print(WithStr(1), repr(WithStr(1)))
try:
    {}['missing']
except KeyError as k:
    print(k, k.args)
for code in ('undefined_x', 'None.attr', 'import no_such_module_x'):
    try:
        exec(code)
    except (NameError, AttributeError, ImportError) as n:
        print(n.name, getattr(n, 'obj', 'no obj'))
for bad in ('ValueError(x=1)', 'ImportError("m", name="n", path="p").path', 'NameError("m", name="q").name', 'AttributeError("m", name="q", obj=3).obj'):
    try:
        print(eval(bad))
    except TypeError as t:
        print(t)
