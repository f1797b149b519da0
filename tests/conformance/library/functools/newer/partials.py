"""partial and partialmethod: arguments joined, nested partials made flat, reprs, attributes, binding."""
from functools import partial, partialmethod


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def show(*args, **keywords):
    return args, keywords


one = partial(show, 1, a=2)
print(one(), one(3, b=4), one(a=5), one.args, one.keywords, one.func is show)
two = partial(one, 6, c=7)
print(two.func is show, two.args, two.keywords, two(8))
print(repr(partial(int, base=2)), repr(partial(print, 1, "x", sep="")))
attempt(lambda: partial())
attempt(lambda: partial(5))
attempt(lambda: partial(show, 1)(**{"x y": 2}))
one.note = "kept"
print(one.note, one.__dict__, sorted(key for key in vars(partial) if key in ("func", "args", "keywords")))
attempt(lambda: setattr(one, "func", 5))
attempt(lambda: delattr(one, "args"))
print(partial(partial(show), 1).func is show, partial(one).keywords is one.keywords, callable(one), type(one))


class Sub(partial):
    pass


sub = Sub(show, 1)
print(sub(2), partial(sub, 2).func is sub, Sub(sub, 3).args)
loop = partial(show)
loop.__setstate__((loop, (), {}, {}))
print(repr(loop))
loop.__setstate__((show, (1,), {"k": 2}, {"attr": 3}))
print(loop(5), loop.attr)
attempt(lambda: loop.__setstate__((1, 2)))
attempt(lambda: loop.__setstate__((show, [], {}, None)))
attempt(lambda: loop.__setstate__(5))
print(one.__reduce__()[1] == (show,), one.__reduce__()[2][1:])
print(partial[int].__origin__ is partial)


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, *more, **named):
        self.alive = state
        return more, named

    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, key=1)
    nested = partialmethod(set_alive, "n", other=2)

    @staticmethod
    def plain(*args):
        return args

    @classmethod
    def of_class(cls, *args):
        return cls.__name__, args

    static = partialmethod(plain, 1)
    by_class = partialmethod(of_class, 2)
    of_partial = partialmethod(partial(show, "p"), 3)


cell = Cell()
print(cell.set_alive(), cell.alive, cell.set_dead(4), cell.alive, cell.nested(5, x=6), Cell.set_alive(cell, 9))
print(cell.static(2), Cell.static(2), cell.by_class(3), Cell.by_class(3), cell.of_partial(4)[0][0], len(cell.of_partial(4)[0]))
print(repr(vars(Cell)["set_dead"])[:40], vars(Cell)["nested"].args, vars(Cell)["nested"].keywords)
attempt(lambda: partialmethod())
attempt(lambda: partialmethod(5))
attempt(lambda: partialmethod(func=show))
print(cell.set_alive.args, cell.set_alive.func.__name__)
