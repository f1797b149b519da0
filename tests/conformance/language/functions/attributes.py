"""Functions carry names, defaults, attributes of their own, and a dict."""
def f(a, b=1, *args, c=2, **kw):
    "doc"
    local = 1
    return a
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__)
code = f.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_varnames[:6], code.co_flags & 12)
f.counter = 5
f.counter += 1
print(f.counter, f.__dict__)
try:
    f.missing
except AttributeError as e:
    print(e)
del f.counter
print(hasattr(f, 'counter'))
class C:
    def m(self):
        def inner(): pass
        return inner
print(C.m.__qualname__, C().m().__qualname__, (lambda: 0).__name__, (lambda: 0).__qualname__)
f.__name__ = 'renamed'
print(f.__name__, f.__qualname__, callable(f), callable(5), callable(C), callable(C()))
try:
    f.__name__ = 5
except TypeError as e:
    print(e)
def twice(): return twice.__name__
g = twice
print(g(), g is twice, g == twice, {g: 1}[twice])
print(type(f).__name__, type(len).__name__, type(C().m).__name__, type([].append).__name__)
