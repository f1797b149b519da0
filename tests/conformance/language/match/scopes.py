"""Captures are local variables; patterns use names of outer scopes."""


def outer(value):
    class Inner:
        __match_args__ = ("a",)

        def __init__(self, a):
            self.a = a

    def inner():
        match Inner(value):
            case Inner([a, *_] | {"a": a}):
                return a
            case Inner(a=a):
                return [f"{a}{n}" for n in range(2)]

    return inner()


print(outer([1, 2]), outer({"a": 3}), outer("x"))


def names():
    match 1, {"k": 2}:
        case first, {"k": second, **rest}:
            pass
    return sorted(locals())


print(names())


class Private:
    __secret = 5

    def get(self):
        match self.__secret:
            case __value:
                return __value, sorted(locals())


print(Private().get())


def nonlocal_capture():
    count = 0

    def change():
        nonlocal count
        match [10]:
            case [count]:
                pass

    change()
    return count


print(nonlocal_capture())
exec("match [1, 2]:\n case [p, q]: pass")
print(p, q)
