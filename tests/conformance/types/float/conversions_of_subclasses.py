"""float(), complex() and int() ask __float__, __complex__ and __int__ of subclasses; complex numbers have a plus."""
class Real(float):
    def __float__(self): return 5.0
    def __int__(self): return 7
class Whole(int):
    def __float__(self): return 5.0
    def __int__(self): return 7
class Text(str):
    def __float__(self): return 8.0
    def __int__(self): return 7
class Pair(complex):
    def __complex__(self): return 5j
class Bare:
    def __init__(self, given): self.given = given
    def __complex__(self): return self.given
class Plain:
    def __float__(self): return 5.0
class Wrong(float):
    def __float__(self): return 5
print(float(Real(1)), int(Real(1)), complex(Real(1)), float(Whole(1)), int(Whole(1)), complex(Whole(1)), float(Text('1')), int(Text('1')))
print(complex(Pair(1, 2)), complex(Pair(1, 2), 1), complex(Bare(2j)), complex(Plain(), Plain()), +(1+2j), (1+2j).__complex__())
import math
print(math.sqrt(Real(4)), math.floor(Real(3.5)), math.sqrt(Whole(4)))
for act in (lambda: float(Wrong(1)), lambda: complex(Bare(5)), lambda: complex('1', 2), lambda: complex(1, '2'), lambda: complex({}), lambda: complex(1, {}), lambda: complex(b'1'), lambda: complex('1', '2')):
    try: print(act())
    except TypeError as error: print(error)
