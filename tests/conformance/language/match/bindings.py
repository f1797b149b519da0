"""Names are bound when a whole pattern has matched, and stay bound when the guard says no."""


def partly(value):
    x = y = "before"
    match value:
        case [x, 1, y]:
            return "first", x, y
        case [x, *y] if x == 5:
            return "second", x, y
        case (a, 2) | (2, a) | [_, _, _, a]:
            return "or", a, x, y
        case {"k": x, "n": [y, 2]}:
            return "mapping", x, y
    return "none", x, y


for value in [[0, 1, 2], [0, 2, 3], [5, 6], [8, 2], [2, 8], [1, 2, 3, 4], {"k": 1, "n": [3, 2]}, {"k": 1, "n": [3, 3]}, 7]:
    print(partly(value))


def subject_rebound(x):
    match x:
        case [x, _] if x > 10:
            return "large", x
        case [_, x]:
            return "second", x
        case x:
            return "all", x


print(subject_rebound([20, 1]), subject_rebound([1, 2]), subject_rebound(3))


def swapped(pair):
    match pair:
        case ([a, b] as whole, c) | (c, [b, a] as whole):
            return a, b, c, whole


print(swapped(([1, 2], 3)), swapped((3, [1, 2])))


def unbound(value):
    match value:
        case [found]:
            pass
    return found


print(unbound([1]))
try:
    unbound(1)
except UnboundLocalError as error:
    print(error)


def closure():
    match [1, 2]:
        case [cell, *rest]:
            pass
    return lambda: (cell, rest)


print(closure()())


class Body:
    match {"a": 1}:
        case {"a": attribute, **other}:
            pass


print(Body.attribute, Body.other)


def to_global():
    global shared
    match "value":
        case shared:
            pass


to_global()
print(shared)
match 5:
    case top_level if (twice := top_level * 2) > 9:
        print(top_level, twice)

match = case = type = 1
print(match, case, type)
match match:
    case case:
        print(case)
