"""Abstract base classes: what they were told can be forgotten, __subclasses__ is asked for, and old decorators."""

import abc
import io


class Base(metaclass=abc.ABCMeta):
    pass


class Other:
    pass


print(issubclass(Other, Base), isinstance(Other(), Base))
Base.register(Other)
print(issubclass(Other, Base), isinstance(Other(), Base))
out = io.StringIO()
Base._dump_registry(file=out)
lines = out.getvalue().splitlines()
print(lines[0], [line.partition(":")[0] for line in lines[1:]])
Base._abc_registry_clear()
Base._abc_caches_clear()
print(issubclass(Other, Base), isinstance(Other(), Base))


class Unusual(Exception):
    pass




for answer in (None, 3, (), [int, 3]):
    class Told(metaclass=abc.ABCMeta):
        @classmethod
        def __subclasses__(cls):
            return answer

    try:
        print(issubclass(str, Told))
    except TypeError as error:
        print(type(error).__name__)


class Failing(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasses__(cls):
        raise Unusual


try:
    issubclass(int, Failing)
except Unusual:
    print("unusual")


class Old(metaclass=abc.ABCMeta):
    @abc.abstractclassmethod
    def of_class(cls):
        return cls.__name__

    @abc.abstractstaticmethod
    def of_nobody(self):
        return self

    @abc.abstractproperty
    def field(self):
        pass


class New(Old):
    @classmethod
    def of_class(cls):
        return super().of_class()

    @staticmethod
    def of_nobody(value):
        return value

    field = 3


print(sorted(Old.__abstractmethods__), New().of_class(), New.of_nobody(4), Old.of_class(), Old.of_nobody(5))
