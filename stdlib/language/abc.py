"""Abstract base classes: classes with methods that subclasses must define, and virtual subclasses."""

from _abc import share_collection_kind as _share_collection_kind

__all__ = ("ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty", "abstractstaticmethod",
           "get_cache_token", "update_abstractmethods")

_registrations = 0


def abstractmethod(funcobj):
    """Marks a method that a subclass must define before it can have instances."""
    funcobj.__isabstractmethod__ = True
    return funcobj


def _abstract_names(cls, own):
    names = {name for name, value in own.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The class of abstract classes. isinstance() also asks __subclasshook__ and what was registered."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_registry = []
        cls._abc_answers = {}
        cls._abc_answers_of = -1
        return cls

    def register(cls, subclass):
        """Makes a class count as a subclass of this one. Returns it."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        _share_collection_kind(cls, subclass)
        _registrations += 1
        return subclass

    def _dump_registry(cls, file=None):
        """Prints what is known about a class, for who looks for a mistake."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_registrations}", file=file)
        print(f"_abc_registry: {set(cls._abc_registry)!r}", file=file)
        answers = cls._abc_answers.items()
        print(f"_abc_cache: {({kind for kind, answer in answers if answer})!r}", file=file)
        print(f"_abc_negative_cache: {({kind for kind, answer in answers if not answer})!r}", file=file)
        print(f"_abc_negative_cache_version: {cls._abc_answers_of}", file=file)

    def _abc_registry_clear(cls):
        """Forgets the classes that were registered."""
        cls._abc_registry.clear()

    def _abc_caches_clear(cls):
        """Forgets which classes are known to be subclasses, and which not."""
        cls._abc_answers = {}

    def __instancecheck__(cls, instance):
        kind = type(instance)
        if cls.__subclasscheck__(kind):
            return True
        shown = instance.__class__
        return shown is not kind and cls.__subclasscheck__(shown)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        # Answers that registrations made since may have changed are forgotten.
        if cls._abc_answers_of != _registrations:
            cls._abc_answers = {}
            cls._abc_answers_of = _registrations
        answer = cls._abc_answers.get(subclass)
        if answer is None:
            answer = cls._abc_answers[subclass] = _is_subclass(cls, subclass)
        return answer


def _is_subclass(cls, subclass):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        return bool(answer)
    if cls in subclass.__mro__:
        return True
    for registered in cls._abc_registry:
        if issubclass(subclass, registered):
            return True
    derived_classes = cls.__subclasses__()
    if not isinstance(derived_classes, list):
        raise TypeError("__subclasses__() must return a list")
    for derived in derived_classes:
        if issubclass(subclass, derived):
            return True
    return False


class ABC(metaclass=ABCMeta):
    """A base class that makes a class abstract without naming the metaclass."""

    __slots__ = ()


class abstractclassmethod(classmethod):
    """classmethod and abstractmethod in one (write both instead)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    """staticmethod and abstractmethod in one (write both instead)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True


class abstractproperty(property):
    """property and abstractmethod in one (write both instead)."""

    __isabstractmethod__ = True


def get_cache_token():
    """A number that changes when any class is registered anywhere."""
    return _registrations


def update_abstractmethods(cls):
    """Finds the abstract methods of a class anew, after methods were added to it. Returns the class."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__)
    return cls
