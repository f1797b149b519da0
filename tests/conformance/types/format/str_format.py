"""str.format takes automatic, numbered and named fields with attributes, items and nested specs."""
class O:
    a = 1
    l = [10, {'k': 'deep'}]
print('{} {}'.format(1, 'a'), '{0} {1} {0}'.format('x', 'y'), '{n} {m}'.format(n=1, m=2), '{0} {k}'.format(1, k=2), '{{}} {}'.format(5), '{0.a} {0.l[0]} {0.l[1][k]}'.format(O), '{0[0]} {0[1]}'.format('ab'), '{d[key]} {d[a b]}'.format(d={'key': 1, 'a b': 2}))
print('{:5}|{:<5}|{:>5}|{:^5}|{:*^7}'.format(1, 2, 'a', 'b', 'c'), '{!r} {!s} {!a}'.format('é', 'é', 'é'), '{!r:>6}|'.format('x'), '{:{}}|{:{w}.{p}f}'.format('a', 5, 3.14159, w=8, p=2), '{0:{1}}'.format(3, '>4'), '{:,}'.format(1234567), '{:%}'.format(0.25), '{0:x} {0:o} {0:b}'.format(10))
print('{}'.format([]), '{}'.format(None), '{} {}'.format(*[1, 2]), '{a}'.format(**{'a': 3}), ''.format(), 'no fields'.format(1, 2, x=3), '{0}{1}{0}'.format('ab', '-'), '{:d}'.format(True), '{.a}'.format(O), '{[0]}'.format('q'), '{self}'.format(self=1))
for fmt, args in (('{', ()), ('}', ()), ('{}', ()), ('{1}', (1,)), ('{a}', ()), ('{} {0}', (1,)), ('{0} {}', (1,)), ('{!x}', (1,)), ('{:d}', ('a',)), ('{0.nope}', (1,)), ('{0[x]}', ([1],)), ('{0[5]}', ([1],)), ('{!}', (1,)), ('{0[}', (1,)), ('{0!r', (1,)), ('{0.}', (1,)), ('{a.b}', ()), ('{:{}}', (1,)), ('{0[k]}', ({},)), ('{:z}', (1,)), ('{!rr}', (1,)), ('{0x}', (1,))):
    try:
        print(repr(fmt.format(*args)))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as e:
        print(fmt, '->', type(e).__name__, e)
print('{a} {b}'.format_map({'a': 1, 'b': 2}))
class Default(dict):
    def __missing__(self, k): return f'<{k}>'
print('{x} {y}'.format_map(Default(x=1)))
f = '{} and {}'.format
print(f('this', 'that'), list(map('{:>3}'.format, [1, 22])))
