"""Binary operators try the left operand, then the right one's reflected method, NotImplemented passing on."""
class L:
    def __add__(self, o):
        print('L.__add__')
        return NotImplemented
    def __sub__(self, o): return 'L-'
class R:
    def __radd__(self, o):
        print('R.__radd__')
        return 'R+'
    def __rsub__(self, o): return 'R-'
class Sub(L):
    def __rsub__(self, o): return 'Sub reflected first'
class SameReflected(L): pass
print(L() + R())
print(L() - R(), 5 - R(), L() - Sub(), L() - SameReflected())
try:
    L() + L()
except TypeError as e:
    print(e)
try:
    L() + 1
except TypeError as e:
    print(e)
for op in ('+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@'):
    try:
        eval(f'object {op} 1')
    except TypeError as e:
        print(e)
for op in ('-', '+', '~'):
    try:
        eval(f'{op}"s"')
    except TypeError as e:
        print(e)
