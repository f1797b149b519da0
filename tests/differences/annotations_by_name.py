"""A module's __annotations__ can be named, and metaclasses of programs find a class's annotations in the namespace.

CPython 3.14 evaluates annotations late: the name is not defined in a module, and a namespace has a function that makes them.
Files and packages from before that name them. Here they are evaluated when they are named, or where a class with a
metaclass of its own is made, if they can be; who wants them late asks annotationlib, as there.
"""
number: int = 1
print(__annotations__)


class Meta(type):
    def __new__(cls, name, bases, namespace):
        print(name, namespace.get("__annotations__"))
        return super().__new__(cls, name, bases, namespace)


class Known(metaclass=Meta):
    x: int
    y: "str"


class Forward(metaclass=Meta):
    later: Later


class Later:
    pass


print(Known.__annotations__, Forward.__annotations__)
