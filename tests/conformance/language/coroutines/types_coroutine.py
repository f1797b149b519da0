"""types.coroutine marks a generator function: its generators can be awaited, and yield from coroutines."""
import asyncio
import types


@types.coroutine
def pause():
    got = yield "paused"
    return got


async def waits():
    return await pause()


@types.coroutine
def delegates():
    return (yield from waits())


print(type(pause()).__name__, bool(pause.__code__.co_flags & 0x100), types.coroutine(pause) is pause)
c = waits()
print(c.send(None))
try:
    c.send("result")
except StopIteration as stop:
    print(stop.value)
d = delegates()
print(next(d))
try:
    d.send("through")
except StopIteration as stop:
    print(stop.value)


c = waits()


def plain():
    yield from c


try:
    next(plain())
except TypeError as error:
    print(error)
c.close()


class Returns:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        return self.what


async def awaits(what):
    return await Returns(what)


for what in (pause(), 3):
    try:
        awaits(what).send(None)
    except TypeError as error:
        print(error)


@types.coroutine
def bare():
    yield


async def in_a_loop():
    for _ in range(3):
        await bare()
    return "looped"


print(asyncio.run(in_a_loop()))


def returns_generator():
    return (value for value in (1, 2))


wrapped = types.coroutine(returns_generator)
print(wrapped is returns_generator, list(wrapped()))

code = (lambda: 1).__code__.replace(co_name="renamed")
print(code.co_name)


def one():
    return 1


def two():
    return 2


one.__code__ = two.__code__
print(one(), one.__name__)
free = 3


def outer():
    x = 1
    return lambda: x


try:
    one.__code__ = outer().__code__
except ValueError as error:
    print(error)
try:
    one.__code__ = 3
except TypeError as error:
    print(error)
