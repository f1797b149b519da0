"""What no variable, structure or exception reaches any more is gone after gc.collect(), wherever it has been used."""
import gc
import weakref


class A:
    pass


def check(name, *refs):
    gc.collect()
    print(name, [r() is not None for r in refs])


def rebound():
    refs = []
    for i in range(20):
        a = A()
        refs.append(weakref.ref(a))
    kept = refs.pop()
    check('rebound', *refs)
    print(kept() is a)
    a = None
    check('last', kept)


def deleted():
    a, b = A(), A()
    a.b, b.a = b, a
    r = weakref.ref(a), weakref.ref(b)
    del a, b
    check('deleted', *r)


def temporaries():
    def f(a, b):
        refs.append(weakref.ref(a))
        return len(b)
    refs = []
    total = f(A(), [A(), A()]) + f(A(), (A(), f(A(), [])))
    check('arguments', *refs)
    r = weakref.ref(A())
    check('expression', r)
    refs = [weakref.ref(a) for a in [A(), A()]]
    check('comprehension', *refs)
    refs = [weakref.ref(x) for x in map(lambda i: A(), range(3))]
    check('map', *refs)
    values = {1: A(), 2: A()}
    refs = [weakref.ref(values.pop(1)), weakref.ref(values.popitem()[1])]
    check('popped', *refs)
    return total


def loops():
    for a in [A(), A(), A()]:
        r = weakref.ref(a)
    a = None
    check('loop', r)
    for a in (A() for i in range(2)):
        r = weakref.ref(a)
    del a
    check('generator', r)
    n = 2
    while n:
        a = A()
        r = weakref.ref(a)
        n -= 1
        del a
    check('while', r)


def exceptions():
    refs = []

    def fail():
        a = A()
        refs.append(weakref.ref(a))
        raise ValueError(a)
    try:
        fail()
    except ValueError as e:
        refs.append(weakref.ref(e.args[0]))
    check('exception', *refs)
    try:
        try:
            raise KeyError(A())
        finally:
            a = A()
            r = weakref.ref(a)
            a = 1
    except KeyError:
        pass
    check('finally', r)


def managers():
    class Manager(A):
        def __enter__(self):
            return self

        def __exit__(self, *rest):
            pass
    with Manager() as m, Manager():
        r = weakref.ref(m)
    m = None
    check('with', r)


def methods():
    refs = []

    class B(A):
        def method(self, *rest, **names):
            refs.append(weakref.ref(self))
            return self
    B().method()
    B().method(*[A()], x=A()).method(1, 2)
    check('method', *refs)
    r = weakref.ref(B)
    del B
    check('class', r)


def variables_live_to_the_end():
    a = A()
    r = weakref.ref(a)
    check('alive', r)
    check('alive again', r)


for function in (rebound, deleted, temporaries, loops, exceptions, managers, methods, variables_live_to_the_end):
    function()
a = A()
r = weakref.ref(a)
del a
check('module', r)
