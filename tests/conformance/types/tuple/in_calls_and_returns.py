"""Tuples of arguments, targets and results are packed and unpacked at every boundary."""
def pack(*args): return args
def give(): return 1, 2, 3
def nested(): return (1, (2, [3, 4])), 5
a, *b = give()
(c, (d, [e, f])), g = nested()
print(a, b, c, d, e, f, g, pack(*give()), pack(give()), pack(), pack(()), pack(1,), pack((1,)))
for i, (x, y) in enumerate([(1, 2), (3, 4)]):
    print(i, x, y, end='; ')
for k, (v, w) in {'a': (1, 2)}.items():
    print(k, v, w)
print([x + y for x, y in [(1, 2), (3, 4)]], {k: v for k, v in [('a', 1)]}, [(i, j) for i in range(2) for j in 'ab'])
print((lambda t: t[0] + t[1])((1, 2)), (lambda a, b: a + b)(*(1, 2)), max(*give()), print(*give(), sep='-'))
def default(t=(1, 2)): return t + (3,)
print(default(), default(), default(t=()))
def swap(pair):
    a, b = pair
    return b, a
print(swap((1, 2)), swap('xy'), swap({'k': 1, 'j': 2}))
def many(): return tuple(range(300))
first, *middle, last = many()
print(first, len(middle), last)
x = yield_ = (yield_one for yield_one in (1, 2))
print(tuple(x), tuple(x))
def gen():
    got = yield 1, 2
    print('got', got)
    yield (*got, 'end')
it = gen()
print(next(it), it.send((7, 8)))
print(((1, 2), 3)[0][1], (1, 2, 3)[-1], ('a', 'b')['a' == 'b'], 'ok' if () == tuple([]) else 'no', not ())
assert (1, 2) == (1, 2), 'tuples are equal'
print('%s and %s' % ('one', 'two'), '%s' % (('tuple',),), '{} {}'.format(*('x', 'y')), f'{(1, 2)} {("a",)!r}')
