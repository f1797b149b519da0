"""A class of two constructors, of which a script's class has one of its own, leaves keywords to that one."""
import weakref


def attempt(action):
    try:
        return action()
    except TypeError as error:
        return f"TypeError: {error}"


for base in (list, tuple, frozenset):
    class Initialized(base):
        def __init__(self, items, more=None):
            super().__init__(*[items] if base is list else ())
            self.more = more

    class Made(base):
        def __new__(cls, items, more=None):
            made = super().__new__(cls, items)
            made.more = more
            return made

    class Plain(base):
        pass

    for cls in (Initialized, Made):
        made = cls([1], more=2)
        print(cls.__name__, sorted(made), made.more)
    print(attempt(lambda: Plain(sequence=())))


class Filter(filter):
    def __init__(self, function, items, more=None):
        self.more = more


print(Filter(None, [0, 1], more=2).more, list(Filter(None, [0, 1], more=2)))


class Reference(weakref.ref):
    def __init__(self, target, callback=None, **keywords):
        super().__init__(target, callback)
        self.keywords = keywords


print(Reference(Filter(None, []), more=1).keywords)
