"""What an exception's __str__ does to the chain that is being printed does not change what is printed."""
import gc, sys, weakref


class Link(ValueError):
    pass


class Last(Exception):
    def __str__(self):
        for reference in links:
            link = reference()
            if link:
                link.__cause__ = None
        del link
        gc.collect()
        [Link("filler", [n]) for n in range(100)]
        return "last"


def chain(length):
    error = Last()
    for n in range(length):
        outer = Link(n, [n])
        links.append(weakref.ref(outer))
        outer.__cause__ = error
        error = outer
    return error


links = []
error = chain(6)
sys.excepthook(type(error), error, None)
