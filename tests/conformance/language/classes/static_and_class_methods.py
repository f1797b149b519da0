"""staticmethod passes nothing, classmethod the class, by instance or class, inherited or not."""
class A:
    @staticmethod
    def s(*args): return args
    @classmethod
    def c(cls, *args): return cls.__name__, args
    def m(self): return type(self).__name__
    @classmethod
    def make(cls, v):
        self = cls()
        self.v = v
        return self
class B(A): pass
print(A.s(1), A().s(1), B.s(1), A.c(1), A().c(1), B.c(1), B().c())
print(type(B.make(5)).__name__, B.make(5).v)
print(type(A.__dict__['s']).__name__, type(A.__dict__['c']).__name__, type(A.c).__name__, A.c.__self__ is A)
print(A.__dict__['s'].__func__(7), A.__dict__['c'].__func__(B, 7))
f = staticmethod(lambda: 'callable since 3.10')
print(f())
A.added = classmethod(lambda cls: cls.__name__)
A.plain = staticmethod(len)
print(B.added(), B.plain('four'), B().plain([1]))
class C(A):
    @classmethod
    def c(cls, *args): return 'C', super().c(*args)
    @staticmethod
    def s(*args): return 'C', A.s(*args)
print(C.c(1), C().s(2))
try:
    A.c.__func__()
except TypeError as e:
    print(e)
try:
    A.m()
except TypeError as e:
    print(e)
class Alt:
    def __init__(self, *parts): self.parts = parts
    @classmethod
    def parse(cls, text): return cls(*text.split('-'))
class SubAlt(Alt): pass
print(SubAlt.parse('1-2').parts, type(SubAlt.parse('x')).__name__)
