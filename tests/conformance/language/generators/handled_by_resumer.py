"""What the code that resumes a generator handles is handled in the generator too, and still when it has yielded."""
import sys
import types


def shown():
    return repr(sys.exc_info()[1])


def plain():
    while True:
        yield shown()


@types.coroutine
def marked():
    while True:
        yield shown()


def own():
    try:
        raise KeyError("own")
    except KeyError:
        yield shown()
        yield shown()
    yield shown()


@types.coroutine
def marked_own():
    yield from own()


for make in (plain, marked, own, marked_own):
    print("--", make.__name__)
    g = make()
    print(next(g), shown())
    try:
        raise ValueError("of the resumer")
    except ValueError:
        print(next(g), shown())
        print(shown())
        for item in g:
            print(item, shown())
            break
        print(shown())
    print(shown())
    g = make()
    for item in g:
        print(item, shown())
        break
    try:
        raise ValueError("of the resumer")
    except ValueError:
        print(g.send(None), shown())
    print(next(g, "end"), shown())


class Awaitable:
    def __init__(self, make):
        self.make = make

    def __await__(self):
        return self.make()


async def awaits(make):
    try:
        raise LookupError("in the coroutine")
    except LookupError:
        await Awaitable(make)


for make in (plain, own):
    print("-- awaited:", make.__name__)
    c = awaits(make)
    print(c.send(None), shown())
    try:
        raise ValueError("of the resumer")
    except ValueError:
        print(c.send(None), shown())
    print(c.send(None), shown())
    c.close()
