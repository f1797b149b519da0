"""Classes may join one builtin base with Python mixins, and instance layouts that conflict are refused."""
class Mixin:
    def describe(self): return f'{type(self).__name__}:{len(self)}'
class L(Mixin, list): pass
class D(Mixin, dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.attr = 'own'
class T(Mixin, tuple): pass
class E(Mixin, Exception):
    def __len__(self): return len(self.args)
print(L([1, 2]).describe(), D(a=1).describe(), D(a=1).attr, T((1, 2, 3)).describe(), E('a', 'b').describe())
for bases in ('(int, str)', '(list, dict)', '(list, tuple)', '(Exception, list)', '(int, float)', '(L, D)'):
    try:
        exec(f'class Bad{bases}: pass')
        print(bases, 'fine')
    except TypeError as e:
        print(bases, e)
class Both(ValueError, KeyError): pass
class IntEnumLike(int):
    names = {}
    def __new__(cls, value, name):
        self = int.__new__(cls, value)
        self.name = name
        cls.names[value] = self
        return self
    def __repr__(self): return f'<{self.name}: {int(self)}>'
RED, BLUE = IntEnumLike(1, 'RED'), IntEnumLike(2, 'BLUE')
print(RED, RED + BLUE, RED < BLUE, IntEnumLike.names, sorted([BLUE, RED]), RED == 1, [10, 20][RED], f'{RED} {RED:d}')
class Stack(list):
    push = list.append
    def peek(self): return self[-1]
s = Stack()
s.push(1); s.push(2)
print(s, s.peek(), s.pop(), s, len(s), isinstance(s, list))
class Ordered(dict):
    def __iter__(self): return iter(sorted(super().__iter__()))
o = Ordered(b=1, a=2)
print(list(o), dict(o) == {'a': 2, 'b': 1}, o)
class Upper(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
    def __add__(self, o): return Upper(str.__add__(self, o))
print(Upper('a') + 'b', type(Upper('a') + 'b').__name__, Upper('x') == 'X', {'X': 1}[Upper('x')])
