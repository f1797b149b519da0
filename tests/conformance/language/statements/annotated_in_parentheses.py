"""An annotated name in parentheses is no variable of the function unless it is given a value."""

outer = "outer"


def read():
    (outer): int
    return outer


def unknown():
    (no_such_name): int
    return no_such_name


def plain():
    name: int
    return name


def bound():
    (outer): int = 3
    return outer


class Body:
    (outer): int
    seen = outer


print(read(), bound(), Body.seen, read.__code__.co_varnames, bound.__code__.co_varnames, Body.__annotations__)
for function in (unknown, plain):
    try:
        function()
    except NameError as error:
        print(type(error).__name__, error)
