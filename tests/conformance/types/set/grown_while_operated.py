"""A comparison that makes the walked set grow: no key comes twice into the result."""


class Key:
    act = None

    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        act, Key.act = Key.act, None
        if act:
            act()
        return self is other


def attempt(name, operate, left, right):
    Key.act = lambda: [right.add(Key(1000 + i)) for i in range(100)]
    result = operate(left, right)
    Key.act = None
    print(name, len(result) == len({id(each) for each in result}))
    for each in list(result):
        result.discard(each)
    print(len(result), list(result))


keys = [Key(32), Key(33), Key(34)]
many = set(keys) | {Key(5)} | {Key(i * 64 + 7) for i in range(20)}
attempt("and", lambda a, b: a & b, many, set(keys) | {Key(5)})
attempt("intersection", lambda a, b: a.intersection(b), many, set(keys) | {Key(5)})
attempt("sub", lambda a, b: b - a, {Key(5), Key(100)}, set(keys) | {Key(5)})
count = 0


class Counting:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        global count
        count += 1
        return self is other


d = {Counting(): i for i in range(4)}
for copy in (lambda: d.copy(), lambda: dict(d), lambda: {**d}, lambda: set(d).copy()):
    count = 0
    copy()
    print(count if copy is not None and count < 5 else "compared")
