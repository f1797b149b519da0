"""A class may have __doc__ among its __slots__; with a text of its own it may not."""


class Slotted:
    __slots__ = ["__doc__", "__module__name", "other"]

    def __init__(self):
        self.__doc__ = "of the instance"


class Below(Slotted):
    pass


print(type(Slotted.__doc__).__name__, Slotted().__doc__, Below.__doc__, "__doc__" in vars(Below), Below().__doc__)
slotted = Slotted()
del slotted.__doc__
print(hasattr(slotted, "__doc__"))
try:
    class Both:
        """A text."""
        __slots__ = ("__doc__",)
except ValueError as error:
    print(error)
print(type("Single", (), {"__slots__": "__doc__"})().__class__.__name__)
