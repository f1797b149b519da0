"""The functions of operator do what the operators do, and fail as they do."""
import operator


def attempt(function, *args, **keywords):
    try:
        print(function.__name__, function(*args, **keywords))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for name in ("add sub mul truediv floordiv mod pow lshift rshift and_ or_ xor lt le eq ne ge gt iadd isub imul itruediv "
             "ifloordiv imod ipow ilshift irshift iand ior ixor is_ is_not").split():
    attempt(getattr(operator, name), 13, 3)
    attempt(getattr(operator, name), 1.5, "a")
for name in "not_ truth abs index inv invert neg pos".split():
    for value in -5, 2.5, "", True, 2 ** 80:
        attempt(getattr(operator, name), value)
items = [1]
print(operator.iadd(items, [2]) is items, operator.iconcat(items, (3,)) is items, items, operator.concat("a", "b"))
attempt(operator.concat, 1, 2)
attempt(operator.concat, {}, {})
attempt(operator.contains, [1, 2], 2)
attempt(operator.countOf, [1, 1.0, True, 2], 1)
attempt(operator.indexOf, iter("abc"), "c")
attempt(operator.indexOf, "abc", "d")
attempt(operator.getitem, {"a": 1}, "a")
attempt(operator.getitem, [1], 3)
attempt(operator.setitem, items, 0, "x")
attempt(operator.delitem, items, 1)
print(items)
attempt(operator.call, max, 1, 2, key=lambda value: -value)


class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        if isinstance(self.hint, type):
            raise self.hint
        return self.hint


for hint in 5, -1, "a", NotImplemented, TypeError, ValueError:
    attempt(operator.length_hint, Hinted(hint), 9)
attempt(operator.length_hint, [1, 2])
attempt(operator.length_hint, 1, 7)
attempt(operator.length_hint, [], "a")
print(operator.__add__ is operator.add, operator._compare_digest(b"ab", b"ab"), operator._compare_digest("ab", "ac"))
