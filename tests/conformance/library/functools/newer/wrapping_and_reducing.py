"""wraps and update_wrapper, reduce, cmp_to_key and total_ordering."""
import functools
from functools import cmp_to_key, reduce, total_ordering, update_wrapper, wraps


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def wrapped(a: int, b=2) -> str:
    """Of the wrapped."""
    return "wrapped"


wrapped.attribute = "attribute"


@wraps(wrapped)
def wrapper(*args):
    """Of the wrapper."""
    return wrapped(*args)


print(wrapper.__name__, wrapper.__doc__, wrapper.__qualname__, wrapper.attribute, wrapper.__wrapped__ is wrapped, wrapper.__annotations__, wrapper.__module__)


@wraps(wrapped, assigned=("__doc__", "missing"), updated=())
def less(*args):
    pass


print(less.__name__, less.__doc__, hasattr(less, "attribute"), less.__wrapped__ is wrapped)
attempt(lambda: update_wrapper(wrapper, wrapped, updated=("nothing",)))
print(update_wrapper(less, len).__name__, functools.WRAPPER_UPDATES, functools.WRAPPER_ASSIGNMENTS[:2])
attempt(lambda: update_wrapper(5, wrapped))


class Callable:
    """An object."""

    def __call__(self):
        pass


print(wraps(Callable())(lambda: 1).__doc__, wraps(Callable())(lambda: 1).__name__)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, iter("abc")), reduce(lambda a, b: [a, b], range(4), None))
attempt(lambda: reduce(max, []))
attempt(lambda: reduce(max, 5))
attempt(lambda: reduce(max))
attempt(lambda: reduce(5, [1, 2]))
attempt(lambda: reduce(5, [1]))
key = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=key), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), max([1, 5, 2], key=key))
print(key(1) < key(2), key(1) == key(1), key(1) != key(2), key(2) >= key(1), key(2) > key(1), key(1) <= key(0), key(5).obj)
attempt(lambda: key(1) < 2)
attempt(lambda: key(1) == 2)
attempt(lambda: key())
attempt(lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: None)))
attempt(lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: 1 / 0)))
attempt(lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: 0.5)))
print(cmp_to_key(mycmp=lambda a, b: 0)(obj=5).obj)


def ordered(**methods):
    def equal(self, other):
        return self.n == other.n if isinstance(other, type(self)) else NotImplemented

    def make(self, n):
        self.n = n
    return total_ordering(type("Ordered", (), {"__init__": make, "__eq__": equal, **methods}))


def comparison(compare):
    return lambda self, other: compare(self.n, other.n) if isinstance(other, type(self)) else NotImplemented


for name, compare in (("__lt__", lambda a, b: a < b), ("__le__", lambda a, b: a <= b), ("__gt__", lambda a, b: a > b), ("__ge__", lambda a, b: a >= b)):
    cls = ordered(**{name: comparison(compare)})
    print(name, [(cls(a) < cls(b), cls(a) <= cls(b), cls(a) > cls(b), cls(a) >= cls(b)) for a, b in ((1, 2), (2, 1), (1, 1))])
    attempt(lambda: cls(1) < 5)
    attempt(lambda: cls(1) >= 5)
    print(cls.__lt__.__name__, cls.__ge__.__name__, cls(1).__gt__(5))


def nothing():
    @total_ordering
    class Bad:
        pass


attempt(nothing)


@total_ordering
class Both:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return "lt"

    def __gt__(self, other):
        return "gt"

    def __eq__(self, other):
        return False


print(Both(1) < Both(2), Both(1) > Both(2), Both(1) <= Both(2), Both(1) >= Both(2))


@total_ordering
class Child(Both):
    def __le__(self, other):
        return "own le"


print(Child(1) <= Child(2), Child(1) < Child(2))
