"""Operators of sets: the order of what they give, also of sets that lost keys, and keys whose == changes the sets."""
a = {i * 7 % 101 for i in range(60)}
b = set(range(0, 120, 3))
for i in range(0, 60, 4):
    a.discard(i)
print(a & b, b & a, a - b, b - a, a ^ b, b ^ a, a | b, b | a, sep="\n")
print(a & a, frozenset(a) & b, type(frozenset(a) & b).__name__, type(b & frozenset(a)).__name__)
print(a.intersection([3, 9, 12, 15.0, True]), a.intersection(b, range(50)), a.difference([1, 2], b), sep="\n")
c = set(a)
c &= b
d = set(a)
d -= b
e = set(a)
e ^= b
print(c, d, e, sep="\n")
print({1, 2} & {1.0, 3}, {1.0, 3} & {1, 2}, {True, 0} & {1, 0.0}, {1, 2} - {1.0}, {"a", "b"} & {"b"}, set() & {1}, {1} & set())
few, many = {5, 6}, {6, 7, 8, 9, 10}
print(few & many, many & few, {6.0} & {6}, {6} & {6.0})


class Key:
    def __init__(self, n, act=None):
        self.n = n
        self.act = act

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if self.act:
            self.act()
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"k{self.n}"


for operate in ("and", "sub", "xor", "or", "contains", "subset", "disjoint"):
    left = {Key(i) for i in range(4)}
    right = {Key(i) for i in range(2, 6)}
    done = []

    def act():
        if not done:
            done.append(1)
            right.clear() if operate in ("and", "contains") else left.clear()

    for key in right:
        key.act = act
    try:
        if operate == "and":
            left & right
        elif operate == "sub":
            left - right
        elif operate == "xor":
            left ^ right
        elif operate == "or":
            left | right
        elif operate == "contains":
            Key(9) in right
        elif operate == "subset":
            left <= right
        else:
            left.isdisjoint(right)
        print(operate, "ended")
    except RuntimeError as error:
        print(operate, error)
grown = set()
for i in range(1000):
    grown.add(i * 37 % 257)
    if i % 3 == 0:
        grown.discard(i)
print(sorted(grown) == sorted(set(grown)), len(grown), list(grown)[:20], grown.pop(), grown.pop())


def items(*values):
    for value in values:
        print("asked for", value, end="; ")
        yield value


print({1, 2, 3}.issuperset(items(1, 9, 2)), {1, 2, 3}.isdisjoint(items(7, 3, 8)), {1, 2, 3}.issubset(items(1, 2, 3)))
print({1, 2, 3}.difference(items(1, 9)), {1, 2, 3}.intersection(items(3, 1, 1)), {1, 2, 3}.symmetric_difference(items(3, 4)))
s = {1, 2, 3}
s.intersection_update(items(2, 1))
s.difference_update(items(2))
print(s)
for method in ("intersection", "difference", "issuperset", "isdisjoint", "union", "issubset"):
    try:
        print(method, getattr({1, 2}, method)([1, []]))
    except TypeError as error:
        print(method, type(error).__name__)
