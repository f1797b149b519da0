"""_random.Random gives the numbers of the Mersenne Twister for a seed, and keeps and restores its state."""
import _random

for seed in (0, 1, -1, 42, 2**32, 2**64 - 1, 2**200 + 12345, True, 1.5, -7.0, (), (1, 2)):
    random = _random.Random(seed)
    print(seed, [random.random() for _ in range(3)], random.getrandbits(8), random.getrandbits(32), random.getrandbits(33), random.getrandbits(64), random.getrandbits(65), random.getrandbits(200))
random.seed(7)
print([random.random() for _ in range(2000)][-3:], random.getrandbits(0))
state = random.getstate()
print(type(state), len(state), state[0], state[-1])
first = [random.getrandbits(50) for _ in range(700)]
random.setstate(state)
print(first == [random.getrandbits(50) for _ in range(700)], hash(tuple(first)))
print(_random.Random().random() != _random.Random().random(), _random.Random(None).getrandbits(100) != random.seed())


class Mine(_random.Random):
    def __init__(self, name):
        super().__init__(5)
        self.name = name


print(Mine("x").random(), Mine("x").name)


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


attempt(random.seed, [])
attempt(random.getrandbits, 1.5)
attempt(random.getrandbits, "1")
attempt(random.setstate, [1])
attempt(random.setstate, (1, 2))
attempt(random.setstate, (0,) * 624 + (625,))
attempt(random.setstate, (0,) * 624 + (-1,))
attempt(random.setstate, (-1,) * 625)
attempt(random.setstate, (2**64,) * 625)
attempt(random.setstate, ("1",) * 625)
attempt(random.setstate, (1,) * 624 + ("1",))
print(random.getrandbits(100000).bit_length() > 99000)
