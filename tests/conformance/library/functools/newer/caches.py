"""lru_cache, cache and cached_property: what is counted, dropped, told apart, and refused."""
import functools
from functools import cache, cached_property, lru_cache


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


calls = []


@lru_cache(maxsize=3)
def square(x, *more, **named):
    """Squares."""
    calls.append(x)
    return x * x


for number in (1, 2, 3, 1, 4, 2, 1, 1.0, True):
    square(number)
print(calls, square.cache_info(), square.cache_parameters(), square.__name__, square.__doc__, square.__wrapped__(5))
square.cache_clear()
print(square.cache_info(), square(a := 2), square.cache_info())
print(square.cache_info().hits, square.cache_info()._asdict(), square.cache_info() == (0, 1, 3, 1), type(square.cache_info()).__name__)
attempt(lambda: square([]))
attempt(lambda: square({}, x=1))


@lru_cache(typed=True)
def typed(x, y=0):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(x=1), typed(x=1.0), typed(1, y=1), typed(1, y=1.0), typed.cache_info())


@lru_cache
def named(a=1, b=2):
    return a, b


print(named(1, b=2), named(a=1, b=2), named(b=2, a=1), named(1, 2), named.cache_info())


@lru_cache(maxsize=0)
def never(x):
    return x


@lru_cache(maxsize=None)
def always(x):
    return x


@lru_cache(maxsize=-5)
def negative(x):
    return x


for each in (never, always, negative):
    each(1), each(1), each(2)
    print(each.cache_info(), each.cache_parameters())


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(80), fibonacci.cache_info(), fibonacci.cache_parameters())


@lru_cache(maxsize=2)
def failing(x):
    calls.append(("fail", x))
    if x < 0:
        raise ValueError(x)
    return x


for number in (-1, -1, 1):
    attempt(lambda: failing(number))
print(failing.cache_info())
attempt(lambda: lru_cache(maxsize="x"))
attempt(lambda: lru_cache(2.5))
attempt(lambda: lru_cache(maxsize=len)(5))


class Holder:
    @lru_cache(maxsize=None)
    def method(self, x):
        return self, x

    @staticmethod
    @cache
    def static(x):
        return x

    @classmethod
    @cache
    def of_class(cls, x):
        return cls.__name__, x

    @cached_property
    def slow(self):
        """Slow."""
        calls.append("slow")
        return len(calls)


one, two = Holder(), Holder()
print(one.method(1)[0] is one, one.method(1)[0] is one, two.method(1)[0] is two, Holder.method.cache_info(), one.static(3), one.of_class(4), Holder.of_class(4))
del calls[:]
print(one.slow, one.slow, vars(one), Holder.slow.__doc__, type(Holder.slow).__name__, Holder.slow.attrname)
one.slow = 9
print(one.slow)
del one.slow
print(one.slow, two.slow, calls)


class Slotted:
    __slots__ = ()

    @cached_property
    def value(self):
        return 1


attempt(lambda: Slotted().value)


def two_names():
    class Twice:
        @cached_property
        def first(self):
            return 1

        second = first
    return "made"


try:
    print(two_names())
except (TypeError, RuntimeError) as error:
    print("refused")
loose = cached_property(lambda self: 5)


class Late:
    pass


Late.loose = loose
attempt(lambda: Late().loose)
loose.__set_name__(Late, "loose")
print(Late().loose, cached_property[int].__origin__ is cached_property)


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        calls.append("eq")
        return self.value == other.value


del calls[:]
always(Key(1)), always(Key(1))
print(calls, always.cache_info().hits)


@lru_cache(maxsize=2)
def clearing(x):
    clearing.cache_clear()
    return x


print(clearing(1), clearing(1), clearing.cache_info())


@lru_cache(maxsize=1)
def nested(x):
    return nested(x - 1) + 1 if x else 0


print(nested(5), nested.cache_info())
