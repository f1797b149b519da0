"""Templates of plain fields, and dict displays of one entry."""
class F:
    def __init__(self, text): self.text = text
    def __format__(self, spec): return self.text + spec
for template in ('{}', '{}{}', 'a{}b{}c', '', 'plain', '{{}}', '{}}', '{', '}', '{ }', '{}{0}', '{:>3}', 'é{}ü', '{}' * 9, '{}' * 8):
    for given in ((), (1,), ('x',), ('', ''), (1.5, None), ('é', 'ü'), (F('q'), F('')), tuple(range(9))):
        try:
            text = template.format(*given)
            print(repr(template), given if not given or not isinstance(given[0], F) else 'F', repr(text), len(text))
        except (IndexError, ValueError, KeyError) as e:
            print(repr(template), type(e).__name__, e)
print(len('{}'.format('x' * 5000)), len('{}{}'.format('y' * 20000, 'é' * 3)))
class Bad:
    def __format__(self, spec): return 1
try: '{}'.format(Bad())
except TypeError as e: print(e)
class H:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
print({1: 2}, {'a': 1}, {(1, 2): 3}, {1.0: 1, 1: 2, True: 3}, {'a': 1, 'b': 2, 'a': 3})
try: {[]: 1}
except TypeError as e: print(str(e).split('(')[-1].replace(')', ''))
class T:
    def __str__(self): return 'T!'
class Sub(str):
    def __str__(self): return 'sub'
for template in ('%s', '%d', '%s%s', 'a%sb%dc', '%%', '%s%%', '%', '%d %s', 'é%sü', '%s' * 9, '%5d'):
    for given in (1, 'x', (), (1,), ('x',), (1, 2), ('é', 2), True, 1.5, (1.5, 'q'), T(), Sub('v'), {'a': 1}, (T(), 3), tuple(range(9)), 1 << 70, ((1, 2),)):
        try:
            text = template % given
            print(repr(template), repr(text), len(text), text.isascii())
        except (TypeError, ValueError) as e:
            print(repr(template), type(e).__name__, e)
class Tuple(tuple):
    pass
print('%s %s' % Tuple((1, 2)), '%s' % (Tuple((1,)),))
