"""sum(): ints of any size, floats with compensation, ints and bools among floats, complex numbers, other things."""


class Whole(int):
    pass


class Real(float):
    pass


class Vector:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vector(self.x + (other.x if isinstance(other, Vector) else other))

    __radd__ = __add__


print(sum([]), sum([], 5), sum([1, 2, 3]), sum([True, True, 2]), sum(range(101)), sum(x * x for x in range(10)), sum({1: "a", 3: "b"}), sum({4, 5}))
print(sum([1 << 62, 1 << 62, 1]), sum([9223372036854775807, 1, -5]), sum([-(1 << 63), -1, 7]), sum([1 << 100, 1]), sum(range(1 << 62, (1 << 62) + 5)))
print(sum([0.5, True]), sum([True, 0.5]), sum([False, 0.5, True, 2]), sum([1, 2.5, 1 << 70]), sum([0.5, 1 << 2000 >> 1990]))
print(sum([-0.0]), sum([-0.0], -0.0), sum([1e308, 1e308, -1e308]), sum([float("inf"), -float("inf")]))
print(sum([1j, 2, 0.5]), sum([0.5, 1j]), sum([1, 2], 1j), sum([True, 3j]))
print(type(sum([Whole(3), Whole(4)])).__name__, type(sum([Real(1)])).__name__, type(sum([Real(1)], Real(2))).__name__)
print(sum([[1], [2, 3]], []), sum([(1,), (2,)], ()), sum([Vector(1), Vector(2)]).x, sum([1, Vector(2), 3]).x, sum([1.5, Vector(2), 3.5]).x)
for arguments in (["a"],), (["a"], ""), ([b"a"], b""), ([bytearray()], bytearray()), (5,), ([1, None],), ([1.5, None],), ([1j, None],):
    try:
        print(sum(*arguments))
    except TypeError as error:
        print(error)


def items():
    yield 1
    yield 2.5
    raise KeyError("in the middle")


try:
    sum(items())
except KeyError as error:
    print(repr(error))
numbers = [1, 2, 3]


class Shrinks(int):
    def __radd__(self, other):
        numbers.clear()
        return other + 100


numbers[1] = Shrinks(0)
print(sum(numbers), numbers)
