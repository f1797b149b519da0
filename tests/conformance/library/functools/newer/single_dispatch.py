"""singledispatch and singledispatchmethod: registration, annotations, abstract classes, methods, errors."""
import collections.abc as abc
from functools import singledispatch, singledispatchmethod


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


@singledispatch
def show(value, *more):
    """Shows."""
    return f"object {value!r}"


@show.register(int)
def _(value, *more):
    return f"int {value}"


@show.register
def _(value: str, *more):
    return f"str {value}"


@show.register(list)
@show.register(tuple)
def of_sequence(value, *more):
    return f"sequence {len(value)}"


show.register(dict, lambda value: "dict")
show.register(abc.Sized, lambda value: "sized")


@show.register
def _(value: float | complex):
    return f"number {value}"


print(show(1), show(True), show("x"), show([1]), show((1, 2)), show({}), show({1}), show(None), show(1.5), show(1j), show(b"x"))
print(show.dispatch(bool) is show.registry[int], show.dispatch(object)(5), sorted(each.__name__ for each in show.registry), show.__name__, show.__doc__, of_sequence([1]))
print(type(show.registry).__name__, show.__wrapped__(3))
attempt(lambda: show())
attempt(lambda: show(value=5))
attempt(lambda: show.register(5))
attempt(lambda: show.register(5, len))
attempt(lambda: show.register(list[int], len))
attempt(lambda: show.register(int | list[int], len))


def unannotated(value: "Missing"):
    pass


attempt(lambda: show.register(unannotated))


def generic(value: list[int]):
    pass


attempt(lambda: show.register(generic))


class Virtual:
    pass


abc.Sequence.register(Virtual)


@singledispatch
def kind(value):
    return "object"


kind.register(abc.Iterable, lambda value: "iterable")
print(kind(Virtual()))
kind.register(abc.Sequence, lambda value: "sequence")
print(kind(Virtual()), kind([]), kind(set()), kind(5))


class Both(abc.Sized, abc.Container):
    def __len__(self):
        return 0

    def __contains__(self, item):
        return False


class Unrelated:
    def __len__(self):
        return 0

    def __contains__(self, item):
        return False


@singledispatch
def which(value):
    return "object"


which.register(abc.Sized, lambda value: "sized")
which.register(abc.Container, lambda value: "container")
print(which(Both()))
try:
    which(Unrelated())
except RuntimeError as error:
    print(str(error)[:18], sorted(("Sized" in str(error), "Container" in str(error))))


class Animal:
    pass


class Dog(Animal):
    pass


which.register(Animal, lambda value: "animal")
print(which(Dog()))
which.register(Dog, lambda value: "dog")
print(which(Dog()), which(Animal()))


class Methods:
    @singledispatchmethod
    def negate(self, arg):
        """Negates."""
        raise NotImplementedError("cannot")

    @negate.register
    def _(self, arg: int):
        return self, -arg

    @negate.register(bool)
    def _(self, arg):
        return self, not arg

    @singledispatchmethod
    @classmethod
    def made(cls, arg):
        return cls.__name__, "object"

    @made.register
    @classmethod
    def _(cls, arg: int):
        return cls.__name__, "int"

    @singledispatchmethod
    @staticmethod
    def plain(arg):
        return "object"

    @plain.register(int)
    @staticmethod
    def _(arg):
        return "int"


methods = Methods()
print(methods.negate(5)[1], methods.negate(True)[1], methods.negate(5)[0] is methods, Methods.made(1), methods.made("x"), Methods.plain(1), methods.plain(""))
attempt(lambda: methods.negate("x"))
attempt(lambda: methods.negate())
print(methods.negate.__name__, methods.negate.__doc__, Methods.negate(methods, 1)[1] if False else "", Methods.__dict__["negate"].register is not None)
attempt(lambda: singledispatchmethod(5))
methods.negate.register(str, lambda self, arg: "text")
print(methods.negate("x"), Methods.negate.dispatcher if False else "")


class Child(Methods):
    pass


print(Child.made(2), Child().negate(3)[1])
attempt(lambda: singledispatch(5)(3) if False else "")
