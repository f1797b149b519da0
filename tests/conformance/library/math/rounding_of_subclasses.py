"""math.floor(), ceil() and trunc() ask the methods of subclasses of float and int."""
import math


class Real(float):
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


class Whole(int):
    def __floor__(self):
        return "whole"


class Plain(float):
    pass


for number in (Real(2.5), Plain(2.5), True, 7):
    print(math.floor(number), math.ceil(number), math.trunc(number))
print(math.floor(Whole(3)), type(math.ceil(Whole(3))))
try:
    abs(complex(1e308, 1e308))
except OverflowError as error:
    print(error)
