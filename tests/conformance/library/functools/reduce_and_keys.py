"""reduce joins items from the left; cmp_to_key makes keys of a comparison function."""
import functools


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


print(functools.reduce(lambda a, b: a * 10 + b, [1, 2, 3]), functools.reduce(max, {3: 0, 7: 0}, 5))
print(functools.reduce(lambda a, b: f"({a}{b})", "abcd"), functools.reduce(None, [], 1), functools.reduce(None, [2]))
attempt(functools.reduce, max, [])
attempt(functools.reduce, max, 5)
attempt(functools.reduce, max, [1, "a"])
attempt(functools.reduce, 5, [1, 2])

key = functools.cmp_to_key(lambda a, b: b - a)
print(sorted([3, 1, 2], key=key), key(1) < key(2), key(1) >= key(1), key(2) == key(2), key(2) != key(3), key(7).obj)
attempt(lambda: key(1) < 1)
try:
    hash(key(1))
except TypeError:
    print("TypeError")
attempt(lambda: key())
attempt(functools.cmp_to_key)
attempt(lambda: functools.cmp_to_key(lambda a, b: 1 / 0)(1) < key(2))
print(sorted("bca", key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b)), reverse=True))
