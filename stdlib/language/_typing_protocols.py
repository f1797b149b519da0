"""Classes of typing that are made when somebody asks for one: what int(), abs() … take, and files."""

from abc import abstractmethod
from typing import AnyStr, Generic, Protocol, runtime_checkable

__all__ = ("SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound",
           "IO", "TextIO", "BinaryIO")


@runtime_checkable
class SupportsInt(Protocol):
    """What int() takes."""

    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """What float() takes."""

    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """What complex() takes."""

    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """What bytes() takes."""

    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """What can be an index."""

    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs[T](Protocol):
    """What abs() takes."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T:
        pass


@runtime_checkable
class SupportsRound[T](Protocol):
    """What round() takes."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T:
        pass


class IO(Generic[AnyStr]):
    """A file."""

    __slots__ = ()


class TextIO(IO[str]):
    """A text file."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A binary file."""

    __slots__ = ()


def _give_abstract_methods(cls, methods, properties):
    """Gives a class methods that its subclasses have to define."""
    def abstract(name):
        def method(self, *arguments):
            pass
        method.__name__, method.__qualname__ = name, f"{cls.__name__}.{name}"
        method.__isabstractmethod__ = True
        return method

    for name in methods.split():
        setattr(cls, name, abstract(name))
    for name in properties.split():
        setattr(cls, name, property(abstract(name)))


_give_abstract_methods(IO, "close fileno flush isatty read readable readline readlines seek seekable tell truncate writable "
                           "write writelines __enter__ __exit__", "mode name closed")
_give_abstract_methods(TextIO, "__enter__", "buffer encoding errors line_buffering newlines")
_give_abstract_methods(BinaryIO, "write __enter__", "")


for _name in __all__:
    globals()[_name].__module__ = "typing"
