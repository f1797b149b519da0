"""Dotted names are values to compare with; they are looked up when they are reached."""


class Color:
    RED = 1

    class Deep:
        BLUE = 2


def name(color):
    match color:
        case Color.RED:
            return "red"
        case Color.Deep.BLUE | Color.missing:
            return "blue"


print(name(1), name(2))
try:
    name(3)
except AttributeError as error:
    print(error)


def local(value):
    class Here:
        x = [1, 2]

    match value:
        case [Here.x, Here.x] | {"h": Here.x}:
            return "here"
        case (first, Here.x):
            return first
    return "none"


print(local([[1, 2], [1, 2]]), local({"h": [1, 2]}), local((7, [1, 2])), local(1))
