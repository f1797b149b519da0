"""Class patterns that ask for too much, or are no classes, raise TypeError."""


class Plain:
    pass


class OneArg:
    __match_args__ = ("x",)
    x = 1


class Listed:
    __match_args__ = ["x"]


class Numbered:
    __match_args__ = (1,)


class Twice:
    __match_args__ = ("x", "x")
    x = 1


def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print(error)


def no_class():
    try:
        match 1:
            case print():
                return "wrong"
    except TypeError:
        return "print is no class"


def too_many():
    match Plain():
        case Plain(1):
            return "wrong"


def two_of_one():
    match OneArg():
        case OneArg(1, 2):
            return "wrong"


def two_of_int():
    match 5:
        case int(1, 2):
            return "wrong"


def listed():
    match Listed():
        case Listed(1):
            return "wrong"


def numbered():
    match Numbered():
        case Numbered(1):
            return "wrong"


def twice():
    match Twice():
        case Twice(1, 1):
            return "wrong"


def by_both():
    match OneArg():
        case OneArg(1, x=1):
            return "wrong"


def no_instance():
    match "text":
        case Plain(1, 2, 3):
            return "wrong"
    return "no instance, so nothing is wrong"


for function in [no_class, too_many, two_of_one, two_of_int, listed, numbered, twice, by_both, no_instance]:
    attempt(function)
