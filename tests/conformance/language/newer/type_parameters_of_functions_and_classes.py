"""Functions, classes and type statements have type parameters, whose bounds and defaults are evaluated when asked for."""

import typing


def f[T: int, U: (int, str) = str, *Ts = *tuple[int, ...], **P = [int]](a: T, b=1, *, c: U = 2) -> P:
    return a, b, c


T, U, Ts, P = f.__type_params__
print(f.__type_params__, [type(one).__name__ for one in f.__type_params__])
print(T.__bound__, T.__constraints__, U.__constraints__, U.__default__, Ts.__default__, P.__default__)
print(T.has_default(), U.has_default(), T.__default__ is typing.NoDefault, T.__module__, T.__infer_variance__)
print(T.evaluate_bound(), T.evaluate_bound(1), U.evaluate_constraints(2), T.evaluate_default)
try:
    T.evaluate_bound(3)
except NotImplementedError as error:
    print(repr(error))
print(f.__annotations__, f(0), f.__defaults__, f.__kwdefaults__)
for change in (lambda: setattr(T, "__name__", "x"), lambda: setattr(f, "__type_params__", 1)):
    try:
        change()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class A[T, *Ts, **P](list[T]):
    def own(self):
        return T


print(A.__orig_bases__, A.__parameters__, A.__type_params__, A[int, str, [int]])
print([base.__name__ for base in A.__mro__], A().own())


def decorated(thing):
    print("decorating", thing.__name__, thing.__type_params__)
    return thing


@decorated
@decorated
class B[T]:
    pass


@decorated
async def coroutine[T](x: T):
    return x


def generator[T]():
    yield T


print(next(generator()))

type Alias[V] = list[V]
print(Alias, Alias.__value__, Alias.__type_params__, Alias.__parameters__, Alias.__module__, Alias[int], Alias | int)
type Late = undefined
try:
    Late.__value__
except NameError as error:
    print(error)
undefined = 3
print(Late.__value__)
undefined = 4
print(Late.__value__)
type Itself = list[Itself]
print(Itself.__value__)
for bad in ("typing.TypeAliasType(1, int)", "typing.TypeAliasType('X', int, type_params=[1])", "Late[int]",
            "typing.TypeAliasType('X', int, type_params=(1,))"):
    try:
        eval(bad)
    except TypeError as error:
        print(error)


class Meta(type):
    def __new__(mcls, name, bases, namespace, **keywords):
        print(name, sorted(namespace), keywords)
        return super().__new__(mcls, name, bases, namespace)


class C[T](*[list], metaclass=Meta, **{"extra": 1}):
    pass


print(C.__bases__)
