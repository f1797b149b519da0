"""issubclass() hands whatever it is given to the class's __subclasscheck__; classes without one want a class."""


class Meta(type):
    def __subclasscheck__(cls, other):
        print("asked about", other)
        return True


class Any(metaclass=Meta):
    pass


class Says:
    __bases__ = (int,)


print(issubclass(3, Any), issubclass("x", (Any, int)), issubclass(Says(), int), issubclass(Says(), (str, int)))
for wrong in ((3, int), (3, (int, str)), (3, 4), (int, 4), (Says(), 4), (3, ())):
    try:
        print(issubclass(*wrong))
    except TypeError as error:
        print(wrong[1], error)
