"""Code sees the builtins of its globals, of whatever kind they are, and a replaced __import__ is called."""
import builtins


def outcome(source, names):
    try:
        exec(source, names)
        return names.get('result')
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Sub(dict):
    def __missing__(self, key):
        if key.startswith('magic'):
            return 'missing ' + key
        raise KeyError(key)


class Mapping:
    def __getitem__(self, key):
        if key == 'broken':
            raise ValueError(key)
        if key in ('magic', '__build_class__'):
            return builtins.__build_class__ if key[0] == '_' else 'of a mapping'
        raise KeyError(key)


for kind in {}, {'len': 'own'}, Sub(len='sub'), Mapping(), builtins, 5, None:
    print('---', type(kind).__name__)
    for source in (
        'result = len', 'result = magic', 'result = print', 'result = (lambda: magic)()', 'def f(): return [magic for _ in "a"]\nresult = f()',
        'result = broken', 'class C: pass\nresult = C.__name__', 'class C:\n result = magic\nresult = C.result',
    ):
        if not (kind in (5, None) and 'class C' in source):
            text = str(outcome(source, {'__builtins__': kind}))
            print(text.split(' at 0x')[0])
for kind in {}, {'len': 1}:
    print(outcome('import sys\nresult = sys.__name__', {'__builtins__': kind}))
    print(outcome('from sys import path', {'__builtins__': kind}))
print(outcome('import sys\nresult = sys.__name__', {}))

# What restricted code runs is restricted too.
restricted = {'__builtins__': {'exec': exec, 'eval': eval}}
print(outcome('names = {}\nexec("result = len", names)', restricted))
print(outcome('result = eval("list(eval.__name__)", {})', restricted))


def log_import(name, globals=None, locals=None, fromlist=(), level=0):
    if globals and globals['__name__'] == '__main__':
        print('import', name, locals is globals, fromlist, level)
    return real_import(name, globals, locals, fromlist, level)


real_import = builtins.__import__
builtins.__import__ = log_import
try:
    import sys
    import collections.abc
    import collections.abc as abc
    from collections import abc as other, OrderedDict

    def function():
        import sys as system
        from sys import path, argv
        return system

    print(function() is sys, abc is other)
    builtins.__import__ = lambda *arguments: arguments[0]
    import anything.at_all
    print(anything)
    from something import upper
    print(upper())
finally:
    builtins.__import__ = real_import
own = {'__builtins__': {'__import__': lambda name, *rest: (name, rest[2:])}, '__name__': 'own'}
print(outcome('import a.b\nresult = a', own))
print(outcome('from a import count\nresult = count(5)', own))
del builtins.__import__
try:
    import sys
except ImportError as error:
    print(error)
builtins.__import__ = real_import
