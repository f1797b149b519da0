"""Descriptors with __set_name__ share code between attributes and keep values per instance."""
class Typed:
    def __init__(self, kind, default=None): self.kind, self.default = kind, default
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, obj, cls):
        if obj is None: return self
        return getattr(obj, self.name, self.default)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f'{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}')
        setattr(obj, self.name, value)
    def __delete__(self, obj):
        delattr(obj, self.name)
class Person:
    name = Typed(str, 'nobody')
    age = Typed(int)
p, q = Person(), Person()
p.name, p.age = 'Ann', 30
print(p.name, p.age, q.name, q.age, vars(p), vars(q))
for attr, value in (('name', 5), ('age', 'x')):
    try:
        setattr(p, attr, value)
    except TypeError as e:
        print(e)
del p.name
print(p.name, type(Person.name).__name__)
try:
    del p.name
except AttributeError as e:
    print(e)
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls):
        print('computing')
        obj.__dict__[self.name] = value = self.f(obj)
        return value
class Circle:
    def __init__(self, r): self.r = r
    @Lazy
    def area(self): return self.r * self.r * 3
c = Circle(2)
print(c.area, c.area, c.__dict__)
