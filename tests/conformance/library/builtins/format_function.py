"""format applies a spec through __format__, empty specs giving str."""
print(format(5), format(5, ''), format(5, '>4'), format('a', '^5'), format(3.14159, '.2f'), format(None), format([1]), format(True, 'd'))
class F:
    def __format__(self, spec): return f'<{spec}>'
print(format(F()), format(F(), 'abc'), f'{F():x{1 + 1}}', '{:q}'.format(F()))
class S:
    def __str__(self): return 'S-str'
print(format(S()), f'{S()}')
for code in ('format([1], ">5")', 'format(None, "5")', 'format("a", "d")', 'format(5, "s")', 'format(5.5, "d")', 'format("a", "=5")', 'format("a", "+")', 'format(5, ",s")', 'format(5, "zz")', 'format(5, 5)', 'format(5, ".2d")',
             'format("a", ",")', 'format(1, "c,")', 'format(S(), "x")', 'format("a", "0=5")', 'format(10, "10.5.5")', 'format({}, "x")', 'format(-1, "c")', 'format(1.5, "x")', 'format("x", "#")'):
    try:
        print(code, repr(eval(code)))
    except (TypeError, ValueError, OverflowError) as e:
        print(code, '->', type(e).__name__, e)
class BadFormat:
    def __format__(self, spec): return 5
try:
    format(BadFormat())
except TypeError as e:
    print(e)
