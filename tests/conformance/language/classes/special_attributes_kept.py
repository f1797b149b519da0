"""Attributes that objects and classes must have are not deleted, nor set on builtin classes."""
class C: pass
def f(): pass
e = KeyError('k')
for code in ('del C.__name__', 'del C.__qualname__', 'del C.__module__', 'del C.__doc__', 'del C.__mro__', 'int.__name__ = "x"',
             'int.__module__ = 1', 'int.__doc__ = ""', 'int.__qualname__ = 1', 'C.__name__ = 5', 'C.__name__ = "a\\0"', 'del e.args', 'del e.__cause__', 'del e.__context__',
             'del e.__traceback__', 'e.__context__ = 5', 'e.__cause__ = 5', 'e.__suppress_context__ = 5', 'del C().__class__', 'del f.__name__',
             'f.__defaults__ = 5', 'del C.__abstractmethods__', 'del f.__qualname__', 'f.__kwdefaults__ = 5'):
    try:
        exec(code)
        print(code, 'done')
    except Exception as x:
        print(code, '->', type(x).__name__, x)
print(C.__name__, C.__module__, C.__doc__, int.__module__, int.__name__)
