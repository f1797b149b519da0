"""The line that a generator's caller stands at, by every way of resuming it."""
import sys


def where():
    frame = sys._getframe(1)
    lines = []
    while frame is not None:
        lines.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return lines


def gen():
    while True:
        yield where()


def main():
    g = gen()
    print(next(g))
    print(
        g.send(
            None))
    print(g.__next__())
    for lines in g:
        print(lines)
        break

    def outer():
        g = gen()
        yield from g

    print(next(outer()))
    print(next(
        iter(outer())))


main()


class Steps:
    def __await__(self):
        yield where()


async def waits():
    await Steps()


async def chain():
    await waits()


c = chain()
print(
    c.send(None))
c.close()


async def agen():
    while True:
        yield where()


async def loop():
    async for lines in agen():
        print(lines)
        break


try:
    loop().send(None)
except StopIteration:
    print("over")
