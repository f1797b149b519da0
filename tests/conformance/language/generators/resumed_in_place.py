"""send() and next() resume without native recursion, and what they raise and handle is as if they were called."""
import sys
import types


def counter(stop):
    for number in range(stop):
        got = yield number
        if got:
            print("got", got)
    return "ended"


g = counter(2)
send = g.send
print(send(None), send("a"))
try:
    send("b")
except StopIteration as stop:
    print("stop", stop.value, stop.args)
try:
    send("c")
except StopIteration as stop:
    print("stop", stop.value, stop.args)
print(next(counter(0), "default"), next(counter(1), "default"))


def empty():
    return
    yield


try:
    next(empty())
except StopIteration as stop:
    print(stop.value, stop.args)
print(empty().__next__ is not None)
g = counter(3)
print([g.__next__(), g.send(None), next(g)])
try:
    counter(1).send("early")
except TypeError as error:
    print(error)


def itself():
    try:
        running.send(None)
    except ValueError as error:
        print(error)
    try:
        next(running)
    except ValueError as error:
        print(error)
    yield 1


running = itself()
print(next(running))


class Waits:
    def __await__(self):
        return (yield "suspended")


async def handles():
    try:
        raise KeyError("in the coroutine")
    except KeyError:
        await Waits()
        print("handled inside:", repr(sys.exc_info()[1]))
        await Waits()
    print("after:", sys.exc_info()[1])
    return "done"


def drive():
    coroutine = handles()
    print(coroutine.send(None), sys.exc_info()[1])
    try:
        raise ValueError("of the driver")
    except ValueError:
        print(coroutine.send(None), repr(sys.exc_info()[1]))
    try:
        coroutine.send(None)
    except StopIteration as stop:
        print(stop.value, repr(stop.__context__))
    try:
        coroutine.send(None)
    except RuntimeError as error:
        print(error)


drive()


async def plain():
    return 1


try:
    types.GeneratorType.send(counter(1), None, 3)
except TypeError:
    print("TypeError for too many")
waiting = plain()
try:
    types.GeneratorType.send(waiting, None)
except TypeError as error:
    print(error)
try:
    next(waiting)
except TypeError as error:
    print(error)
waiting.close()


def raising():
    yield 1
    raise LookupError("from the generator")


g = raising()
next(g)
try:
    next(g)
except LookupError as error:
    print(error, error.__traceback__.tb_lineno, error.__traceback__.tb_next.tb_lineno)


def nested(depth):
    yield next(nested(depth - 1)) + 1 if depth else 0


print(next(nested(200)))
try:
    next(nested(100_000))
except RecursionError:
    print("RecursionError")


def delegating():
    result = yield from counter(2)
    yield result


g = delegating()
print(next(g), g.send("through"), next(g))


class Iterator:
    def __init__(self):
        self.inner = counter(2)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.inner)


print(list(Iterator()), [*map(next, [counter(1), counter(2)])])
