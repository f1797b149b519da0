"""Instances may have a slot for __doc__ when the class has no docstring."""


class Documented:
    __slots__ = ("x", "__doc__")

    def __init__(self, doc):
        self.__doc__ = doc


class Plain:
    pass


print(Documented("mine").__doc__, type(Documented.__doc__).__name__, Plain.__doc__)
try:
    class Twice:
        """A docstring."""

        __slots__ = ("__doc__",)
except ValueError as error:
    print(error)
