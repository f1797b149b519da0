"""The context of what is thrown into a generator is what it handles there, not what its caller does."""


def handling():
    try:
        raise KeyError("inside")
    except KeyError:
        yield 1


def plain():
    yield 1


def delegating():
    try:
        raise KeyError("around")
    except KeyError:
        yield from plain()


def both():
    try:
        raise KeyError("first")
    except KeyError:
        try:
            raise IndexError("second")
        except IndexError:
            yield 1


def context(make, started=True):
    generator = make()
    if started:
        next(generator)
    try:
        try:
            raise OSError("caller's")
        except OSError:
            generator.throw(ValueError("thrown"))
    except ValueError as error:
        return repr(error.__context__)


for make in handling, plain, delegating, both:
    print(make.__name__, context(make), context(make, False))
