"""__defaults__ may be replaced by fewer or more values than there are parameters."""


def f(a, b=1, c=2):
    return a, b, c


print(f(0), f(0, c=5))
f.__defaults__ = (7, 8, 9, 10)
print(f(), f(1), f(c=5), f(b=3), f(*(1,), **{"c": 2}))
f.__defaults__ = ()
for call in (lambda: f(1, c=3), lambda: f(), lambda: f(1, 2, c=3), lambda: f(1, 2, 3, c=3), lambda: f(1, d=3)):
    try:
        print(call())
    except TypeError as error:
        print(error)
f.__defaults__ = None
try:
    f(1, b=2)
except TypeError as error:
    print(error)
