"""A generator that is dropped in the middle of a try or with ends it; at the end of the program too."""
import gc


class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__)


def guarded(name):
    with Manager(name):
        try:
            yield name
        finally:
            print("finally", name)


def catching():
    try:
        yield 1
    except GeneratorExit:
        print("GeneratorExit")
        raise


def delegating(name):
    try:
        yield from guarded(name)
    finally:
        print("outer finally")


def drop_guarded():
    next(guarded("dropped"))


def drop_catching():
    g = catching()
    next(g)


def drop_delegating():
    next(delegating("inner"))


def drop_nothing():
    list(guarded("run to its end"))
    guarded("never begun")


def deep(function, depth=0):
    """Calls it far from here, so that nothing is left of it on the stack that is looked at."""
    if depth < 10:
        deep(function, depth + 1)
    else:
        function()


for function in (drop_guarded, drop_catching, drop_delegating, drop_nothing):
    print("--", function.__name__)
    deep(function)
    deep(gc.collect)
    gc.collect()
kept = guarded("alive at the end")
next(kept)
