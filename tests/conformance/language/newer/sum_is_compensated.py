"""sum() of floats keeps what rounding loses (3.12), also across ints, bools and complex numbers (3.14)."""


class Whole(int):
    pass


class Real(float):
    pass


print(sum([0.1] * 10), sum([1e16, 1.0, -1e16]), sum([1e16, 1, -1e16]), sum([1e16, True, -1e16]), sum([1e16, Whole(1), -1e16]))
print(sum([1e16, Real(1), -1e16]), sum([1e16, 1j, 1.0, -1e16]), sum([1e16j, 1j, -1e16j]), sum([1e308, 1e308, -1e308]))
