"""What type parameters and aliases must not contain is a SyntaxError."""

sources = r"""def f[T, T](): pass
class A[T, *T]: pass
type X[T, **T] = int
def f[](): pass
def f[T: (yield)](): pass
def f[T: (x := 1)](): pass
def f[T = (yield)](): pass
def f[*T = (yield from x)](): pass
def f[**T = (yield)](): pass
def f[T: (int, (yield))](): pass
type X = (yield)
type X = (x := 1)
type X = await 1
class A[T]((yield)): pass
class A[T]((x := 1)): pass
class A[T](await x): pass
def f[T](x: (yield)): pass
def f[T](x=(yield)): pass
def f[T = int, U](): pass
def f[T = int, *U](): pass
def f[*T = int, **U](): pass
def f[T: [(x := 1) for y in z]](): pass
type X = [(x := 1) for y in z]
class A[T]([(x := 1) for y in [1]][0]): pass
def f[__classdict__](): pass
def f[__debug__](): pass
type __debug__ = 1
def f[*T: int](): pass
def f[**T: (int, str)](): pass
@(yield)\nclass A[T]: pass
def f[T]():\n nonlocal T
class A[T]:\n nonlocal T
class A[T]:\n def f(self): nonlocal T
def f[T]():\n global T
type X = lambda: (yield)
def f[T: (lambda: (yield))](): pass
type = 1
type[0] = 2""".split("\n")
for source in sources:
    source = source.replace("\\n", "\n")
    try:
        compile(source, "", "exec")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno, error.offset, error.end_offset)
    else:
        print(repr(source), "compiles")
