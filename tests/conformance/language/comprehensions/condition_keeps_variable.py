"""A condition or element computes with the loop variable without changing it."""


def f():
    print([x for x in range(4) if (x + 1) % 2 == 0])
    print({x: (x + 1) * 2 for x in range(4) if (x + 1) * 2 - 1 > 2})
    print([(x, y) for x in range(3) for y in range(x + 1) if x + 1 + y > 2])
    print(list(x for x in range(6) if x * 2 % 3 == 1))


f()
print([x for x in "abc" if x + "d" + "e" != "bde"])
