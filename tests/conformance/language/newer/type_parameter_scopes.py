"""Type parameters are seen in what they belong to and nowhere else; annotation scopes in a class see its names."""


class Space:
    x = 1
    T = "of the class"

    def g[T](self, a: T, b: x) -> x:
        return T

    type V = x
    type W[Q] = (x, Q, T)

    def h[Q: x](self):
        return Q

    class Inner[Z](list[x]):
        pass

    def k[R: [x for _ in (1,)]](self):
        pass


print(Space.g.__annotations__, Space().g(1, 2), Space.V.__value__, Space.W.__value__)
print(Space.h.__type_params__[0].__bound__, Space.Inner.__orig_bases__)
try:
    Space.k.__type_params__[0].__bound__
except NameError as error:
    print(error)


def outer():
    local = "captured"

    def inner[T: local]():
        def deeper():
            return T, local
        return deeper

    class Inner[T]:
        def method(self):
            return T

    return inner, Inner


inner, Inner = outer()
print(inner.__qualname__, inner().__qualname__, Inner.__qualname__, Inner.method.__qualname__)
print(inner()(), inner.__type_params__[0].__bound__, Inner().method())


class Private[__T]:
    __y = 1

    def f[__U](self, a: __T, b: __U, c: __y):
        return __T

    type __A = __T


print(Private.__type_params__, Private.f.__type_params__, Private.f.__annotations__, Private().f(1, 2, 3))
print([name for name in vars(Private) if "A" in name])


def shadowed[T](T=1):
    return T


def assigned[T]():
    T = 2
    return T


def recursive[T](x: recursive) -> T:
    return locals()


print(shadowed(), assigned(), recursive(1), recursive.__annotations__["x"] is recursive)
try:
    T
except NameError as error:
    print(error)


def failing[T](x=1 / 1):
    class Bad[U](T()):
        pass


try:
    failing()
except TypeError as error:
    trace = error.__traceback__
    names = []
    while trace:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    print(names)
