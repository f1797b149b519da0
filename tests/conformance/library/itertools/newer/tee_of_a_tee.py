"""A tee of a tee goes on from where that is, and the two are independent."""
from itertools import count, islice, tee

first, second = tee(iter([1, 2, 3]))
next(first)
inner, other = tee(first)
print(inner is first, list(inner), list(other), list(first), list(second))


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


attempt(count, a=2)
attempt(tee)
attempt(type(first))
print(list(islice(type(first)("abc"), 2)))
