"""What a step does beside calling: operators, subscripts, formatting, and every statement that calls special methods."""
from misbehaving import Bad, chance, misbehave


def bounded(size):
    """Whether it is no number, or a small one, or one that is refused at once."""
    return not isinstance(size, int) or not 100000 < abs(int.__add__(size, 0)) < 2**50


def repeat(a, b):
    numbers = isinstance(a, (int, float, complex)) and isinstance(b, (int, float, complex))
    return a * b if numbers or bounded(a) and bounded(b) else a * 3


def shift(a, b):
    return a << b if bounded(b) else a << 5


def power(a, b):
    return a ** b if bounded(b) and not (isinstance(b, int) and b > 300) else a ** 3


def augmented(a, b, c):
    for statement in ('a += b', 'a |= b', 'a &= b', 'a -= b', 'a[b] += c', 'a.x = b', 'a %= b', 'a //= b', 'a @= b'):
        if chance.one_in(3):
            exec(statement, {'a': a, 'b': b, 'c': c})


def assign_item(a, b, c):
    a[b] = c


def assign_slice(a, b, c):
    a[b:c] = chance.among([b, c, [1, 2], b'xy', (Bad(),) * 3])


def assign_stepped(a, b, c):
    a[b:c:chance.among([-1, 2, -3])] = chance.among([b, [1, 2], b'xy'])


def iterate(a):
    return [item for item, _ in zip(a, range(60))]


def unpack(a):
    first, *rest = a
    return first, rest


def nested_unpack(a):
    (x, y), z = a
    return x, y, z


def loop_and_spoil(a):
    for count, _ in enumerate(a):
        misbehave()
        if count > 50:
            break


def in_with(a):
    with a as b:
        misbehave()
    return b


def in_two(a, b):
    with a, b:
        raise ValueError


def caught(a, b):
    try:
        raise a
    except b:
        pass


def chained(a, b):
    raise a from b


def in_group(a, b):
    try:
        raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
    except* a:
        misbehave()
    except* b:
        pass


def match(a):
    match a:
        case [x, *rest]:
            return rest
        case {'a': x, **more}:
            return more
        case int(x) | str(x):
            return x
        case Bad(x, y=1):
            return y


def match_class(a, b):
    match a:
        case b(1):
            return 1
        case b(x=2):
            return 2


def define(a, b):
    class Made(a, metaclass=b):
        x: 1 = 2
    return Made


def derive(a):
    class Made(a):
        __slots__ = ('q',)

        def method(self):
            return super().method()
    return Made


def set_class(a, b):
    a.__class__ = b


def set_bases(a, b):
    made = type('Made', (Bad,), {})
    made.__bases__ = a
    return made


def decorate(a):
    @a
    def decorated(x=1):
        return x
    return decorated


def delegate(a):
    def outer():
        return (yield from a)
    made = outer()
    for value in (None, 1):
        made.send(value)
    if chance.one_in(2):
        made.throw(ValueError)
    made.close()


def step_through(a):
    """Whatever protocol it has that goes on step by step."""
    for act in ('send', 'throw', '__next__', 'send', 'close'):
        method = getattr(a, act)
        misbehave()
        method() if act in ('__next__', 'close') else method(ValueError if act == 'throw' else None)


def call_spread(a, b, c):
    return a(*b, **c)


def drive(awaitable):
    """An await without a loop, a few steps of it."""
    async def body():
        return await awaitable
    made = body()
    try:
        for _ in range(5):
            made.send(None)
            misbehave()
    finally:
        made.close()


def drive_for(a):
    async def body():
        async for item in a:
            misbehave()
    drive(body())


def drive_with(a):
    async def body():
        async with a as b:
            raise ValueError
    drive(body())


def drive_comprehension(a):
    async def body():
        return [x async for x in a]
    drive(body())


UNARY = {
    '-': lambda a: -a, '~': lambda a: ~a, 'not': lambda a: not a, 'abs': abs, 'bool': bool, 'hash': hash, 'repr': repr,
    'str': str, 'f-string': lambda a: f'{a!r:>20}{a}{a!a}', 'iterate': iterate, 'unpack': unpack, 'float': float,
    'nested': nested_unpack, 'loop': loop_and_spoil, 'with': in_with, 'match': match, 'derive': derive, 'len': len,
    'decorate': decorate, 'delegate': delegate, 'steps': step_through, 'await': drive, 'async for': drive_for,
    'async with': drive_with, 'async comprehension': drive_comprehension, 'list': lambda a: [*a], 'set': lambda a: {*a},
    'dict': lambda a: {**a}, 'sorted': sorted, 'del attribute': lambda a: delattr(a, 'x'), 'int': int, 'dir': dir,
}
BINARY = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': repeat, '/': lambda a, b: a / b, '//': lambda a, b: a // b,
    '%': lambda a, b: a % b, '**': power, '<<': shift, '>>': lambda a, b: a >> b, '&': lambda a, b: a & b,
    '|': lambda a, b: a | b, '^': lambda a, b: a ^ b, '@': lambda a, b: a @ b, '<': lambda a, b: a < b,
    '<=': lambda a, b: a <= b, '==': lambda a, b: a == b, '!=': lambda a, b: a != b, 'is': lambda a, b: a is b,
    'in': lambda a, b: a in b, '[]': lambda a, b: a[b], 'del[]': lambda a, b: a.__delitem__(b), 'divmod': divmod,
    '[:]': lambda a, b: a[b:], '[::]': lambda a, b: a[::b], 'format': format, 'isinstance': isinstance,
    'issubclass': issubclass, 'with two': in_two, 'except': caught, 'except*': in_group, 'raise from': chained,
    'match class': match_class, 'class': define, '__class__': set_class, '__bases__': set_bases,
    'getattr': getattr, '%%': lambda a, b: '%s %r %d' % (a, b, 1), '{}': lambda a, b: '{} {!r} {:>5}'.format(a, b, a),
}
TERNARY = {
    '[]=': assign_item, '[:]=': assign_slice, '[::]=': assign_stepped,
    'augmented': augmented, 'spread': call_spread, '[a:b]': lambda a, b, c: a[b:c], 'pow': lambda a, b, c: pow(a, b, c),
    'del[:]': lambda a, b, c: a.__delitem__(slice(b, c)), 'setattr': setattr,
}
