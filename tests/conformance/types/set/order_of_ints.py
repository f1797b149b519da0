"""Sets of ints, grown one by one or at once, with keys that meet at a place: their order, and changes while they are walked."""
state = 12345


def number(below):
    global state
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state % below


for size in (3, 5, 8, 9, 20, 33, 60, 100, 130):
    s = set()
    for i in range(size):
        s.add(number(size * 3))
    print(list(s) if size < 40 else (len(s), sum(i * x for i, x in enumerate(s))))
print(list({8 * i for i in range(12)}), list(set([64, 0, 128, 8, 16, 1, 9, 17])), list({-1, -2, 0, 1, 2 ** 61 - 1, 2 ** 61, 2 ** 62, -2 ** 62, 2 ** 70}))
s = {1, 2, 3}
print(s.add(True), s.add(1.0), s, len(s), 2.0 in s)
s = {1.0, 2, True}
print(s, s.add(1), s)
for act in (lambda s: s.add(99), lambda s: s.discard(1), lambda s: s.update([7, 8, 9]), lambda s: s.clear()):
    s = {1, 2, 3}
    try:
        for x in s:
            act(s)
    except RuntimeError as error:
        print(error, sorted(s))
s = set(range(10))
for x in range(5):
    s.discard(x)
    s.add(x + 8)
    s.add(x)
print(list(s), s.pop(), s.pop(), list(s))


def grow(s):
    for x in range(3):
        s.add(100 + x)
        yield x


s = {1}
s.update(grow(s))
print(sorted(s), set(map(abs, [-3, 3, 2])), {x % 7 for x in range(50)})
prime = 2 ** 61 - 1
s = {0, 1, 3, prime + 3, prime - 2, prime + 1}
for x in (2, prime + 4, prime + 3, prime + 2, prime - 1):
    s.add(x)
s.discard(prime - 1)
s.discard(prime - 4)
s -= {0}
s.discard(prime + 2)
s -= {2, prime + 3}
print(list(s), s.pop())
s = set(range(40))
s -= set(range(0, 40, 3))
print(list(s))
s.difference_update(range(30), [35])
print(list(s), list(set(range(20)).difference(range(5, 20))), list(set(range(100)) - {1, 2}))
s = {8 * i for i in range(10)}
s -= {0, 8, 16, 24}
s.add(160)
s.add(1)
print(list(s))
