"""Calling a class runs __new__ and then __init__ on what it gave, if that is an instance."""
class A:
    def __new__(cls, *args, **kw):
        print('new', cls.__name__, args, kw)
        return object.__new__(cls)
    def __init__(self, *args, **kw):
        print('init', args, kw)
        self.args = args
a = A(1, k=2)
print(a.args)
class Other:
    def __new__(cls):
        print('gives another')
        return A.__new__(A, 'other')
    def __init__(self): print('never')
print(type(Other()).__name__)
class B(A):
    def __init__(self, x):
        super().__init__(x, 'from B')
print(B(5).args)
class NoInit: pass
for call in ('NoInit(1)', 'NoInit(x=1)', 'object(1)', 'A.__new__()', 'object.__new__(1)', 'object.__new__(int)'):
    try:
        print(eval(call))
    except TypeError as e:
        print(e)
class BadInit:
    def __init__(self): return 5
try:
    BadInit()
except TypeError as e:
    print(e)
class Single:
    _one = None
    def __new__(cls):
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one
print(Single() is Single())
class Word(str):
    def __new__(cls, s): return super().__new__(cls, s.upper())
print(Word('abc'), type(Word('x')).__name__, isinstance(Word('x'), str))
a.__init__('again')
print(a.args)
