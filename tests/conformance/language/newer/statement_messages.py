"""Messages of failing statements as CPython 3.14 words them."""
class Slots:
    __slots__ = ('x',)
class Base:
    def m(self): pass
class Sub(Base): pass
cases = [
    'a, b = 1, 2, 3', 'a, b = (1,)', 'a, *b, c = (1,)', '[a, b] = {1, 2, 3}', 'a, b = iter([1, 2, 3])', 'a, b = 5',
    '(5).x = 1', 'Slots().z = 1', 'print.x = 1', '[].x = 1', 'Slots().x', 'del Slots().x', 'Base().m.x = 1',
    'import a_module_that_is_missing', 'from math import nope', 'import math.sub', 'from math import (pi, nope)',
    'x = [1]; x[0:1] = 5', 'x = [1]; x[::2] = [1, 2]', 'x = [1]; x["a".upper()]', 'x = (1,); x[0] = 2', 'del (1,)[0]', 'x = "abc"; x[0] = "d"',
    'with 5: pass', 'with Base(): pass', 'raise 5', 'raise ValueError from 5', 'for x in 5: pass', 'for x, y in [5]: pass',
    'class A(5): pass', 'class A(Base, Base): pass', 'class A(object, Base): pass', 'class A(bool): pass', 'class A(Base, zzz=1): pass',
    'Sub().missing', 'Sub.missing', 'del Sub().missing', 'super(Sub, 5)', 'super(Sub, Base()).m()', 'print(undefined_name)', 'del undefined_name',
    'Base.m()', 'Base().m(1)', 'Base(1)', 'int.x = 1', 'del int.real', 'Base().__class__ = int', 'Base().__dict__ = 5', 'Base.__name__ = 5',
    'exec("x = = 1")', 'assert 0, "text"', 'def f(*, k): pass\nf()', 'def f(a, /): pass\nf(a=1)', 'def f(a): pass\nf(1, a=2)', 'def f(): pass\nf(**{1: 2})',
]
for case in cases:
    try:
        exec(case)
        print(repr(case), 'fine')
    except Exception as e:
        print(repr(case), '->', type(e).__name__ + ':', e)
