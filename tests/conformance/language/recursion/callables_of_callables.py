"""What calls itself, is an iterator of an iterator or a proxy of a proxy, however deep, ends in RecursionError or well."""
import types

make_method = type((lambda: 0).__get__(1))


def attempt(name, function):
    try:
        print(name, function())
    except RecursionError:
        print(name, "RecursionError")


class A:
    pass


a = A()
A.__call__ = a
attempt("itself", lambda: a())
attempt("map of itself", lambda: list(map(a, [1])))
attempt("key", lambda: sorted([2, 1], key=a))


class M(type):
    pass


X = M("X", (), {})
M.__call__ = X
attempt("metaclass", lambda: X())
it = iter([1])
for _ in range(200000):
    it = iter(it.__next__, None)
attempt("iter", lambda: next(it))
proxy = types.MappingProxyType({1: 2})
for _ in range(200000):
    proxy = types.MappingProxyType(proxy)
print(proxy[1], len(proxy), list(proxy), 1 in proxy, bool(proxy))


class D:
    pass


D.__get__ = D()
D.__call__ = lambda *given: len(given)


class Holder:
    x = D()


print(Holder().x)
