"""sys.settrace: calls, lines, returns and exceptions, with values, in functions, generators and coroutines."""
import sys


def record(function, *arguments):
    base = function.__code__.co_firstlineno
    events = []

    def trace(frame, event, argument):
        if frame.f_code.co_filename != __file__:
            return None
        if event == "exception":
            argument = argument[0].__name__, str(argument[1]), type(argument[2]).__name__
        events.append((frame.f_code.co_name, event, frame.f_lineno - base, argument))
        return trace

    sys.settrace(trace)
    try:
        function(*arguments)
    except Exception as error:
        events.append(repr(error))
    finally:
        sys.settrace(None)
    print(function.__name__)
    for event in events:
        if event[0] != "record":
            print("   ", event)


def plain(x):
    y = x + 1
    for i in range(2):
        y += i
    return y


def branches(flag):
    if flag:
        a = 1
    else:
        a = 2
    b = 0
    while a < 4:
        a += 1
        if a == 3:
            continue
    return [
        a,
        a + 1,
    ]


def raises():
    try:
        int("x")
    except ValueError:
        pass
    finally:
        done = True
    return inner()


def inner():
    raise KeyError("k")


def gen():
    got = yield 1
    yield got
    return 3


def uses_generator():
    for item in gen():
        print(item)
    g = gen()
    next(g)
    g.send("sent")
    try:
        g.throw(ValueError("thrown"))
    except ValueError:
        return None


def delegates():
    return list(outer())


def outer():
    yield from gen()


class Manager:
    def __repr__(self):
        return "manager"

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


def with_block():
    with Manager() as m:
        1 / 0
    return m is not None


def class_body():
    class Inner:
        x = 1

        def method(self):
            return self.x

    return Inner().method()


def comprehension():
    return [x * 2 for x in (1, 2)]


async def work(n):
    if n:
        return await work(n - 1)
    return "end"


def coroutine():
    c = work(1)
    try:
        c.send(None)
    except StopIteration as stop:
        return stop.value


record(plain, 1)
record(branches, True)
record(branches, False)
record(raises)
record(uses_generator)
record(delegates)
record(with_block)
record(class_body)
record(comprehension)
record(coroutine)
