"""Format specs for strings: fill, alignment, width and precision; errors for numeric options."""
for spec in ('', 's', '6', '<6', '>6', '^6', '^7', '*<6', '*>6', '*^6', '.2', '6.2', '>6.2s', '.0', '010', '☃^7', '<', ' >5', '{<5', '}>5'):
    print(repr(spec), repr(format('abc', spec)), repr(format('', spec)), repr(format('é😀', spec)))
w, p, fill = 8, 2, '-'
print(f'{"text":{w}}|{"text":{w}.{p}}|{"text":{fill}^{w}}|{3.14159:{w}.{p}f}|{"x":{"<"}{3}}|')
for value, spec in (('a', 'd'), ('a', '+'), ('a', ' '), ('a', ','), ('a', '#'), ('a', '=5'), ('a', 'q'), (1, 's'), (1.5, 'd'), (1.5, 'x'), (1, '.2'), (1, 'c#'), (1, 'z'), ('a', '5.'), ([], '5'), (None, '>5'), (1, '+c'), (1, ',n'), (1.0, ',x'), (1, '_,'), (1, ',_')):
    try:
        print(repr(format(value, spec)))
    except (ValueError, TypeError) as e:
        print(spec, '->', type(e).__name__, e)
class P:
    def __init__(self, x, y): self.x, self.y = x, y
    def __format__(self, spec):
        if not spec: return f'({self.x}, {self.y})'
        return f'({self.x:{spec}}, {self.y:{spec}})'
print(f'{P(1, 2)} {P(1.234, 5.678):.1f} {P(1, 2):>4}')
