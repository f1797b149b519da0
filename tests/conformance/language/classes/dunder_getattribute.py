"""__getattribute__ sees every attribute access, __setattr__ and __delattr__ every change."""
class A:
    x = 1
    def __getattribute__(self, name):
        print('get', name)
        return object.__getattribute__(self, name)
    def method(self): return self.x
a = A()
print(a.x, a.method())
class B:
    def __getattribute__(self, name):
        if name == 'fallback':
            raise AttributeError(name)
        return super().__getattribute__(name)
    def __getattr__(self, name): return 'getattr:' + name
print(B().fallback, B().other)
class S:
    def __setattr__(self, name, value):
        print('set', name, value)
        super().__setattr__(name, value * 2)
    def __delattr__(self, name):
        print('del', name)
        object.__delattr__(self, name)
s = S()
s.v = 4
print(s.v)
s.v += 1
print(s.__dict__)
setattr(s, 'w', 'x')
del s.v
delattr(s, 'w')
try:
    del s.v
except AttributeError as e:
    print(e)
class Frozen:
    def __setattr__(self, name, value): raise TypeError(f'{name} is frozen')
try:
    Frozen().x = 1
except TypeError as e:
    print(e)
class L:
    def __getattribute__(self, name): return 'always ' + name
    def __len__(self): return 3
    def __iter__(self): return iter('it')
print(len(L()), list(L()), L().__len__, L().__class__, type(L()).__name__)
