"""Parameters after a star are given by name only, with or without defaults in any order."""
def f(a, *, b, c=3, d): return a, b, c, d
print(f(1, b=2, d=4), f(d=4, a=1, c=5, b=2))
def g(*args, sep=' ', end): return args, sep, end
print(g(1, 2, end='!'), g(end='', sep='-'))
def h(*, only): return only
print(h(only=1), h(**{'only': 2}))
for call in ('f(1, 2, 3, 4)', 'f(1)', 'f(1, b=2)', 'g(1)', 'h()', 'h(1)', 'f(1, b=2, d=3, e=4)', 'h(1, only=2)', 'f(1, 2, b=3, d=4)'):
    try:
        print(eval(call))
    except TypeError as e:
        print(call, '->', e)
class C:
    def m(self, *, k): return k
    @classmethod
    def c(cls, *, k='class'): return k
    def __init__(self, *, init): self.init = init
print(C(init=1).m(k=2), C.c(), C.c(k=3), C(init=5).init)
for call in ('C(1)', 'C()', 'C(init=1).m(2)', 'C.c(1)'):
    try:
        eval(call)
    except TypeError as e:
        print(e)
