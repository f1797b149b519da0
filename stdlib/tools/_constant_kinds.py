"""ast's classes of constants by the kind of their value, as versions before 3.14 had them: packages of that age use them.

None of them is ever a node's class: they make a Constant, and isinstance() looks at its value.
"""

from _ast import Constant


class _Kind(type(Constant)):
    def __instancecheck__(cls, instance):
        if '_values' not in vars(cls):
            return type.__instancecheck__(cls, instance)
        return (isinstance(instance, Constant) and isinstance(getattr(instance, 'value', cls), cls._values) and
                not isinstance(instance.value, cls._no_values))


class _Old(Constant, metaclass=_Kind):
    _no_values = ()

    def __new__(cls, *args, **keywords):
        if '_values' not in vars(cls):
            return super().__new__(cls)
        if args and cls._fields and cls._fields[0] in keywords:
            raise TypeError(f'{cls.__name__} got multiple values for argument {cls._fields[0]!r}')
        return Constant(*args, **keywords)


class Num(_Old):
    _fields = ('n',)
    _values = int, float, complex
    _no_values = bool


class Str(_Old):
    _fields = ('s',)
    _values = str


class Bytes(_Old):
    _fields = ('s',)
    _values = bytes


class NameConstant(_Old):
    _values = type(None), bool


class Ellipsis(_Old):
    _fields = ()
    _values = type(...)

    def __new__(cls, *args, **keywords):
        return super().__new__(cls, ..., *args, **keywords)


for _class in Num, Str, Bytes, NameConstant, Ellipsis:
    _class.__module__ = 'ast'
Constant.n = Constant.s = property(lambda self: self.value, lambda self, value: setattr(self, 'value', value))
