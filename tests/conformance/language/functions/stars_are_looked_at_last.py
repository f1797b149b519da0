"""When arguments behind stars are looked at, and how a callee is named that has no name."""


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def told(value):
    print("evaluated", value)
    return value


def f(*args, **named):
    return args, named


class Nameless:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text


nothing = None
number = 1
attempt(lambda: f(*number, k=told(1)))
attempt(lambda: f(*number, **told({"k": 1})))
attempt(lambda: f(*number, **told(5)))
attempt(lambda: f(0, *number, k=told(1)))
attempt(lambda: f(*told([1]), k=told(2), **told({"j": 3})))
attempt(lambda: nothing(*number))
attempt(lambda: nothing(**number))
attempt(lambda: nothing(k=1, **{"k": 2}))
attempt(lambda: Nameless("a callee")(*number))
attempt(lambda: Nameless("a callee")(**number))
attempt(lambda: Nameless("a callee")(*[]))
items = [1]
attempt(lambda: f(*items, k=items.append(2)))
attempt(lambda: f(*(x := [1, 2]), k=(x := 3), j=x))
attempt(lambda: int(0, True))
attempt(lambda: int(0, 10))
attempt(lambda: int(0.5, 99))
