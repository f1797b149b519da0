"""Operators and builtins look special methods up on the type, never on the instance."""
class A:
    def __len__(self): return 1
    def __repr__(self): return 'class repr'
    def __call__(self): return 'class call'
a = A()
a.__len__ = lambda: 99
a.__repr__ = lambda: 'instance repr'
a.__call__ = lambda: 'instance call'
a.__add__ = lambda o: 'instance add'
a.__iter__ = lambda: iter([1])
print(len(a), a, a(), a.__len__(), a.__repr__(), a.__call__())
for code in ('a + 1', 'list(a)', 'a[0]'):
    try:
        eval(code)
    except TypeError as e:
        print(e)
A.__add__ = lambda self, o: 'added to class'
A.__getitem__ = lambda self, i: [7, 8][i]
print(a + 1, a[1], list(A()))
del A.__add__
try:
    a + 1
except TypeError as e:
    print(e)
class M(type):
    def __len__(cls): return 42
    def __repr__(cls): return 'the class ' + cls.__name__
    def __getitem__(cls, k): return ('meta item', k)
    def __contains__(cls, x): return x == 'in meta'
    def __iter__(cls): return iter('meta')
    def __add__(cls, o): return 'meta add'
class K(metaclass=M):
    def __len__(self): return 1
print(len(K), K, K['x'], 'in meta' in K, list(K), K + 1, len(K()))
class ClassGetItem:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(ClassGetItem[int] == ('ClassGetItem', int), ClassGetItem[1, 2])
class NoHash:
    __hash__ = None
for code in ('hash(NoHash())', 'A[0]', 'len(A)'):
    try:
        eval(code)
    except TypeError as e:
        print(e)
