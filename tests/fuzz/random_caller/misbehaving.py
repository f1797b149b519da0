"""Objects that misbehave in every special method, and the randomness that all of the caller draws from."""


class Chance:
    """Numbers from a seed. Each step seeds anew, so that a step draws the same whatever the one before did."""

    def __init__(self, seed):
        self.seed = seed
        self.state = 0
        self.enter(0)

    def enter(self, step):
        self.state = (self.seed * 0x9E3779B97F4A7C15 + step * 0xD1B54A32D192ED03 + 1) & 0xFFFFFFFFFFFFFFFF
        self.below(2), self.below(2)

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % limit

    def one_in(self, limit):
        return self.below(limit) == 0

    def among(self, items):
        return items[self.below(len(items))]


chance = Chance(0)

# While it is not empty nothing misbehaves: values are being made.
quiet = []

# What misbehaving methods spoil: the containers, generators, views and loops that the present step may be using.
victims = []

BINARY = 'add sub mul truediv floordiv mod divmod pow lshift rshift and or xor matmul'.split()
SPECIAL = (
    ['__%s__' % name for name in BINARY]
    + ['__r%s__' % name for name in BINARY]
    + ['__i%s__' % name for name in BINARY]
    + ['__%s__' % name for name in (
        'lt le gt ge eq ne hash bool len length_hint index int float complex neg pos abs invert round trunc floor ceil '
        'repr str bytes format iter next reversed contains getitem setitem delitem missing call get set delete '
        'set_name enter exit aenter aexit await aiter anext instancecheck subclasscheck dir fspath sizeof copy '
        'deepcopy reduce reduce_ex getstate setstate class_getitem mro_entries init_subclass buffer').split()]
    + ['keys', 'send', 'throw', 'close', 'write', 'flush', 'mro'])
RARE = ['__getattr__', '__getattribute__', '__setattr__', '__delattr__', '__del__']


def spoil(victim):
    """Changes, empties, closes or releases what may be in use."""
    kind = type(victim)
    act = chance.below(8)
    if kind is list:
        if act < 2:
            victim.clear()
        elif act == 2:
            victim.extend(range(100))
        elif act == 3:
            victim.sort(key=id)
        elif act == 4:
            del victim[1:]
        else:
            victim.append(victim)
    elif kind is dict or kind is set:
        if act < 3:
            victim.clear()
        elif act == 3 and victim:
            victim.pop() if kind is set else victim.popitem()
        else:
            victim.update(range(60) if kind is set else {i: i for i in range(60)})
    elif kind is bytearray:
        if act < 4:
            victim.clear()
        else:
            victim.extend(b'x' * 200)
    elif act < 2 and hasattr(victim, 'release'):
        victim.release()
    elif act < 5 and hasattr(victim, 'close'):
        victim.close()
    elif hasattr(victim, 'clear'):
        victim.clear()
    elif hasattr(victim, 'cancel'):
        victim.cancel()
    elif hasattr(victim, '__next__'):
        next(victim)


def misbehave():
    """Spoils something, now and then; what that raises is nobody's concern."""
    if quiet or not victims or chance.below(3) == 0:
        return
    try:
        spoil(chance.among(victims))
    except Exception:
        pass


GOOD = {
    '__hash__': [0, 1, -1, 2**61 - 1, 2**64], '__bool__': [True, False], '__len__': [0, 1, 7, 2**62], '__index__': [
        0, 1, -1, 3, -100, 2**62, -2**63, 2**63], '__length_hint__': [0, 5, 1000, 2**62], '__int__': [0, 5, 2**70],
    '__float__': [0.0, 1.5, float('nan'), float('inf')], '__complex__': [1j], '__repr__': ['<bad>', '\ud800', 'é' * 300],
    '__str__': ['bad', '\ud800', ''], '__format__': ['bad', ''], '__bytes__': [b'bad', b''], '__fspath__': ['a', b'a'],
    '__dir__': [['a', 'b'], ['a', 1]], '__iter__': [iter(())], '__eq__': [True, False], '__lt__': [True, False],
}


class Misbehaviour(Exception):
    pass


def outcome(name, itself, arguments):
    """What a special method does: rarely what it should."""
    if quiet:
        return GOOD.get(name, [itself])[0]
    choice = chance.below(12)
    if choice < 5 and name in GOOD:
        return chance.among(GOOD[name])
    if choice == 5:
        raise chance.among([Misbehaviour, ValueError, TypeError, KeyError, IndexError, AttributeError, StopIteration,
                            StopAsyncIteration, RecursionError, MemoryError, GeneratorExit, OverflowError, OSError])
    if choice == 6:
        return NotImplemented
    if choice == 7:
        return chance.among([None, 0, 1.5, 'text', b'bytes', (), [], {}, int, ...])
    if choice == 8 and arguments:
        return arguments[0]
    if choice == 9:
        return iter([1, itself, 'a'])
    if choice == 10 and chance.one_in(30):
        return getattr(itself, name)(*arguments)
    return itself


def make_method(name):
    if name in ('__next__', '__anext__', 'send', 'throw'):
        def method(self, *arguments, **keywords):
            misbehave()
            if chance.below(4) == 0:
                raise StopAsyncIteration if name == '__anext__' else StopIteration(5)
            return outcome(name, self, arguments)
    else:
        def method(self, *arguments, **keywords):
            misbehave()
            return outcome(name, self, arguments)
    method.__name__ = name
    return method


METHODS = {name: make_method(name) for name in SPECIAL}
METHODS['__init__'] = lambda self, *arguments, **keywords: None
METHODS['__class_getitem__'] = classmethod(METHODS['__class_getitem__'])
METHODS['__init_subclass__'] = classmethod(lambda cls, **keywords: misbehave())

Bad = type('Bad', (), dict(METHODS))


def deleted(self):
    misbehave()
    if chance.one_in(3):
        victims.append(self)
    if chance.one_in(5):
        raise Misbehaviour


BadEnd = type('BadEnd', (), {'__del__': deleted, '__hash__': METHODS['__hash__'], '__eq__': METHODS['__eq__']})


class BadLookup:
    """Whose attributes are whatever comes."""

    def __getattribute__(self, name):
        misbehave()
        if name in ('__class__', '__dict__') and chance.one_in(2):
            return object.__getattribute__(self, name)
        return outcome(name, self, (name,))

    def __setattr__(self, name, value):
        misbehave()
        if chance.one_in(2):
            object.__setattr__(self, name, value)


class BadMeta(type):
    """Whose instances are classes that misbehave as objects."""

    def __call__(cls, *arguments, **keywords):
        misbehave()
        if chance.one_in(2):
            return type.__call__(cls)
        return outcome('__call__', cls, arguments)


for special in ('__instancecheck__', '__subclasscheck__', '__getitem__', '__iter__', '__len__', '__bool__', '__repr__',
                '__or__', '__ror__', '__contains__', '__dir__'):
    setattr(BadMeta, special, METHODS[special])


def subclass_of(kind):
    """A subclass that overrides about a third of the special methods, or none; None when there can be none."""
    namespace = {}
    if chance.one_in(3):
        names = [name for name in SPECIAL if name not in ('mro', '__class_getitem__', '__init_subclass__')]
        namespace = {name: METHODS[name] for name in names if chance.one_in(3)}
    try:
        return type(kind)('Sub_' + kind.__name__, (kind,), namespace)
    except Exception:
        return None
