"""ExceptionGroup holds exceptions; split, subgroup and derive keep the structure."""
eg = ExceptionGroup('top', [ValueError(1), ExceptionGroup('inner', [TypeError(2), ValueError(3)]), KeyError(4)])
print(eg, repr(eg), eg.message, len(eg.exceptions))
match, rest = eg.split(ValueError)
print(repr(match))
print(repr(rest))
print(repr(eg.subgroup(TypeError)), eg.subgroup(OSError), eg.split(OSError)[0])
print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))))
print(repr(eg.subgroup((TypeError, KeyError))))
print(eg.subgroup(ExceptionGroup) is eg, eg.split(ExceptionGroup)[1])
print(repr(eg.derive([OSError()])))
b = BaseExceptionGroup('b', [KeyboardInterrupt()])
print(type(b).__name__, type(BaseExceptionGroup('x', [ValueError()])).__name__, isinstance(b, Exception), isinstance(eg, Exception))
for code in ("ExceptionGroup('m', [])", "ExceptionGroup('m', [5])", "ExceptionGroup(5, [ValueError()])", "ExceptionGroup('m')", "ExceptionGroup('m', 5)",
             "ExceptionGroup('m', [KeyboardInterrupt()])", "ExceptionGroup('m', [ValueError])"):
    try:
        print(repr(eval(code)))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
eg.add_note('note')
eg.__cause__ = OSError('cause')
part = eg.subgroup(KeyError)
print(part.__notes__, repr(part.__cause__))
class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup(self.message + '*', excs)
mg = MyGroup('mine', [ValueError(), TypeError()])
print([repr(x) for x in mg.split(ValueError)])
try:
    raise eg
except ExceptionGroup as caught:
    print(caught is eg, caught.exceptions[0].args)
print(ExceptionGroup('one', (ValueError('t'),)))
