"""Bound methods, static methods and methods of classes get their arguments in place, with and without defaults."""


class C:
    def method(self, a, b=2, *, c=3):
        return a, b, c

    def plain(self, a, b=20):
        return type(self).__name__, a, b

    @staticmethod
    def static(a, b=200):
        return a, b

    @classmethod
    def of_class(cls, a, b=2000):
        return cls.__name__, a, b


def many(a, b=1, c=2, d=3):
    return [a, b, c, d]


def run():
    c = C()
    m, s, k = c.plain, c.static, c.of_class
    results = [m(1), m(1, 2), s(1), s(1, 2), k(1), k(1, 2), C.static(5), C.static(5, 6), C.of_class(7), C.plain(c, 8)]
    results += [many(9), many(9, 8), many(9, 8, 7), many(9, 8, 7, 6)]
    for call in (lambda: m(), lambda: m(1, 2, 3), lambda: C.static(), lambda: C.static(1, 2, 3), lambda: many(),
                 lambda: c.method(), lambda: C.plain(c)):
        try:
            results.append(call())
        except TypeError as error:
            results.append(str(error))
    return results


def generator():
    yield from run()


for result in run():
    print(result)
print(list(generator()) == run())


async def in_heap_frame():
    c = C()
    m = c.plain
    return [m(1), m(1, 2), C.static(5), many(9)]


try:
    in_heap_frame().send(None)
except StopIteration as stop:
    print(stop.value)
