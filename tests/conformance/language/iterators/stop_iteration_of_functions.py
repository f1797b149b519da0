"""A StopIteration that a function of map or filter raises ends the iteration, with its value; iterators that are exhausted by what they call."""


def stop(x):
    if x > 1:
        raise StopIteration(7)
    return x


class Stops:
    def __bool__(self):
        raise StopIteration(8)


print(list(map(stop, [0, 1, 2, 3])), list(filter(stop, [1, 1, 2, 1])), list(filter(None, [1, Stops(), 2])))
print(sum(filter(stop, [1, 5])), max(filter(stop, [5]), default="none"), next(filter(stop, [5]), "default"))
for function in (lambda: next(map(stop, [2])), lambda: next(filter(stop, [2])), lambda: map(stop, [2]).__next__()):
    try:
        print(function())
    except StopIteration as error:
        print(repr(error))


def delegate():
    result = yield from map(stop, [1, 2])
    print("result", result)


print(list(delegate()))
once = []


def calls_itself():
    if not once:
        once.append(1)
        print("inner", list(it))
        return "x"
    return "s"


it = iter(calls_itself, "s")
print(next(it, "end"))
hints = iter({1, 2, 3})
print([hints.__length_hint__(), next(hints) and hints.__length_hint__(), list(hints) and hints.__length_hint__()])
