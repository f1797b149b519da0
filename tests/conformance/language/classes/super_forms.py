"""super() works without arguments in methods, with them anywhere, and in class methods and closures."""
class Base:
    name = 'base attribute'
    def m(self, x=0): return ('Base.m', x)
    @classmethod
    def c(cls): return ('Base.c', cls.__name__)
    @staticmethod
    def s(): return 'Base.s'
    @property
    def p(self): return 'Base.p'
    def __getitem__(self, k): return ('item', k)
class Sub(Base):
    name = 'sub attribute'
    def m(self, x=1): return super().m(x), super(Sub, self).m(x), super().name
    @classmethod
    def c(cls): return super().c()
    @staticmethod
    def s(): return super(Sub, Sub).s()
    @property
    def p(self): return 'Sub+' + super().p
    def __getitem__(self, k): return super().__getitem__(k)
    def nested(self):
        def inner(): return super(Sub, self).m(9)
        return inner(), (lambda: super(Sub, self).name)()
    def unbound(self): return super().m
    def cell(self): return __class__
s = Sub()
print(s.m(), Sub.c(), s.c(), s.s(), s.p, s['k'], s.nested())
print(s.unbound()(3), s.cell() is Sub, super(Sub, s).m(4))
try:
    super().m()
except RuntimeError as e:
    print(e)
def f(): super().m()
try:
    f()
except RuntimeError as e:
    print(e)
class Broken(Base):
    def no_self(): return super().m()
    def missing(self): return super().missing()
    def subscript(self): return super()['k']
for call in ('Broken.no_self()', 'Broken().missing()', 'super(1, 2)', 'Broken().subscript()'):
    try:
        eval(call)
    except (TypeError, AttributeError, RuntimeError) as e:
        print(type(e).__name__, e)
try:
    super(Sub, s).x = 1
except AttributeError as e:
    print(type(e).__name__)
print(super(Sub, s).__thisclass__ is Sub, super(Sub, s).__self__ is s)
