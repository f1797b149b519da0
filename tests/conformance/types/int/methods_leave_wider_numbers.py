"""A number's special methods leave wider kinds of numbers to the other operand, and mixed arithmetic still works."""
class I(int): pass
class F(float): pass
print((5).__add__(1.5), (5).__radd__(1.5), (5).__pow__(.5), (5).__rpow__(.5), (5).__divmod__(2.0), (1.5).__mul__(2j), (1.5).__mul__(2), (2j).__mul__(2), True.__and__(1.0), (5).__add__('x'))
print(I(5) + 1.5, 1.5 + I(5), I(5) * F(2), F(2) ** I(3), I(2) ** .5, divmod(I(7), 2.0), divmod(7.0, I(2)), I(1) + 2j, 2j - I(1), F(1) / 2j, I(7) // F(2), 2 ** F(-1), pow(I(2), 5, 3))
