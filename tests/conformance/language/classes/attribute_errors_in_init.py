"""An exception in __init__ leaves no object bound, and partly made objects show what they have."""
class C:
    made = []
    def __init__(self, fail):
        C.made.append(self)
        self.first = 1
        if fail: raise ValueError('init failed')
        self.second = 2
try:
    x = C(True)
except ValueError as e:
    print(e, 'x' in globals())
print(vars(C.made[0]), hasattr(C.made[0], 'second'))
print(vars(C(False)))
class Base:
    def __init__(self): self.setup()
    def setup(self): self.state = 'base'
class Sub(Base):
    def __init__(self):
        super().__init__()
        self.own = self.state + '+sub'
    def setup(self):
        super().setup()
        self.state += ' by sub'
print(vars(Sub()))
class Bad(Base):
    def __init__(self): self.own = 1
try:
    Bad().state
except AttributeError as e:
    print(e)
class Lazy:
    def __getattr__(self, n):
        if n == 'value':
            self.value = v = 'computed'
            print('computing')
            return v
        raise AttributeError(n)
l = Lazy()
print(l.value, l.value, vars(l))
class Typo:
    def __init__(self, value): self.value = value
    def total(self): return self.valeu if hasattr(self, 'valeu') else self.value
print(Typo(5).total())
for wrong in ('C()', 'C(1, 2)', 'Sub(1)', 'Typo(valeu_wrong=1)'):
    try:
        eval(wrong)
    except TypeError as e:
        print(e)
