"""getattr, setattr, hasattr and delattr act by name; only AttributeError is turned into the default."""
class A:
    x = 1
    @property
    def boom(self): raise ValueError('not an AttributeError')
    @property
    def missing(self): raise AttributeError('deep')
a = A()
print(getattr(a, 'x'), getattr(a, 'zz', 'default'), getattr(a, 'missing', 'd'), hasattr(a, 'x'), hasattr(a, 'zz'), hasattr(a, 'missing'))
for f in (lambda: getattr(a, 'boom', 1), lambda: hasattr(a, 'boom'), lambda: getattr(a, 'zz'), lambda: getattr(a, 'missing')):
    try:
        print(f())
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, e)
setattr(a, 'y', 2)
setattr(A, 'cls_attr', 3)
print(a.y, a.cls_attr, vars(a))
delattr(a, 'y')
print(hasattr(a, 'y'))
for code in ("getattr(a, 5)", "setattr(a, 5, 1)", "hasattr(a, 5)", "delattr(a, 5)", "getattr(a)", "setattr(a, 'x')", "delattr(a, 'nope')", "setattr(5, 'x', 1)", "hasattr(a)",
             "setattr(a, 'boom', 1)", "delattr(a, 'x')"):
    try:
        print(eval(code))
    except (TypeError, AttributeError) as e:
        print(code, '->', type(e).__name__, e if '5, ' not in code else '')
setattr(a, 'with space', 1)
setattr(a, 'class', 2)
print(a.__dict__, getattr(a, 'with space'))
print(getattr([], 'append').__name__, getattr('abc', 'upper')(), getattr(int, 'from_bytes')(b'\x01', 'big'), getattr(print, '__name__'))
