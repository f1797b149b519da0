"""Methods are found along the bases; overriding and super reach the next one."""
class Animal:
    sound = '...'
    def __init__(self, name): self.name = name
    def speak(self): return f'{self.name} says {self.sound}'
    def describe(self): return f'{type(self).__name__}:{self.speak()}'
class Dog(Animal):
    sound = 'woof'
class Puppy(Dog):
    def speak(self): return super().speak() + '!'
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age
p = Puppy('Rex', 1)
print(p.describe(), p.age, Dog('Old').describe(), Animal('x').speak())
print(isinstance(p, Animal), isinstance(p, (int, Dog)), issubclass(Puppy, Animal), issubclass(Dog, Puppy), issubclass(Dog, Dog))
print([c.__name__ for c in Puppy.__mro__], Puppy.__bases__[0].__name__, Animal.__bases__, Puppy.__base__.__name__)
print([c.__name__ for c in Animal.__subclasses__()], p.__class__.__name__)
Animal.extra = lambda self: 'extra ' + self.name
print(p.extra())
Animal.__repr__ = lambda self: f'<{self.name}>'
print(p, [p])
Dog.__bases__ = (Animal,)
class Cat:
    def speak(self): return 'meow'
c = Cat()
c.__class__ = Animal
c.name = 'was cat'
print(c.speak(), type(c).__name__)
for code in ('isinstance(1, 1)', 'issubclass(1, int)', 'isinstance(1, "int")', 'issubclass(int, 1)', 'type("X", (1,), {})', 'type("X", (bool,), {})'):
    try:
        exec(code)
    except TypeError as e:
        print(e)
print(isinstance(True, int), isinstance(1, bool), isinstance(None, type(None)), isinstance(int, type), isinstance(1, (str, (float, int))), isinstance(1, int | str))
