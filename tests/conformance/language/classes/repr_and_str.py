"""str falls back to __repr__, format to __str__, and containers use __repr__."""
class R:
    def __repr__(self): return 'R!'
class S:
    def __str__(self): return 'S!'
    def __repr__(self): return 'S-repr'
class F(S):
    def __format__(self, spec): return f'F<{spec}>'
print(R(), str(R()), repr(R()), f'{R()}', f'{R()!s:>5}', '%s %r' % (R(), R()))
print(S(), repr(S()), [S()], {S: 1}[S], (S(),), {'k': S()}, f'{S()} {S()!r}', format(S()))
print(f'{F()} {F():abc} {F()!r:10}|', format(F(), 'x'), '{:>3} {}'.format(F(), S()))
class Bad:
    def __repr__(self): return 5
    def __format__(self, spec): return 5
for code in ('repr(Bad())', 'str(Bad())', 'format(Bad())', "f'{Bad()}'", '[Bad()].__repr__()', "format(R(), '>5')", "format(R(), 'd')"):
    try:
        print(eval(code))
    except TypeError as e:
        print(e)
class Default: pass
text = repr(Default())
print(text.startswith('<__main__.Default object at 0x'), text.endswith('>'), str(Default())[:9])
print(repr(Default), str(int), repr(type), [Default])
class Outer:
    class Inner: pass
print(Outer.Inner, repr(Outer.Inner()).split(' object')[0])
class Sub(str):
    def __str__(self): return 'str of Sub'
s = Sub('value')
print(s, repr(s), f'{s}', s + '', '%s' % s, ''.join([s]))
class IntSub(int):
    def __repr__(self): return 'IntSub'
print(IntSub(5), IntSub(5) + 1, f'{IntSub(5):3d}', '%d' % IntSub(5))
