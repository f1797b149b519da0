"""Placeholder keeps a place among the arguments of partial and partialmethod."""
import functools
from functools import Placeholder, partial, partialmethod


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def show(*args, **keywords):
    return args, keywords


_ = Placeholder
print(repr(_), type(_), functools.Placeholder is _, type(_)() is _, bool(_))
print(partial(show, _, 2)(1), partial(show, _, 2, _, 4)(1, 3, 5), partial(show, 1, _, 3)(2, k=4))
attempt(lambda: partial(show, _, 2)())
attempt(lambda: partial(show, _, 2, _, 4)(1))
attempt(lambda: partial(show, 1, _))
attempt(lambda: partial(show, _))
attempt(lambda: partial(show, a=_))
attempt(lambda: partial(show, 1)(_))
one = partial(show, _, 2, _, 4)
two = partial(one, 1)
print(two.args == (1, 2, _, 4), two(3), partial(one, _, 3).args == (_, 2, 3, 4), partial(one, 1, 3, 5).args, repr(two).split('>')[1])
attempt(lambda: partial(one, 1, _).args)
attempt(lambda: partial(partial(show, _, 2), _).args)
attempt(lambda: type(_)(5))
attempt(lambda: type("Sub", (type(_),), {}))
attempt(lambda: setattr(_, "x", 5))


class Holder:
    def method(self, *args):
        return args

    called = partialmethod(method, _, 2)
    inner = partialmethod(called, 1)
    bound = partial(show, 1)
    free = partial(show, _, 5)


print(Holder().called(1), Holder().inner(3), Holder.called(Holder(), 8))
attempt(lambda: Holder().called())
attempt(lambda: partialmethod(show, 1, _))
attempt(lambda: partialmethod(show, a=_))
print(Holder().bound(3)[0][0], len(Holder().bound(3)[0]), one.__reduce__()[2][1] == (_, 2, _, 4))
print(list(map(partial(divmod, _, 3), [7, 8])), partial(pow, _, 2)(5), partial(str.replace, _, "a", "b")("banana"))
