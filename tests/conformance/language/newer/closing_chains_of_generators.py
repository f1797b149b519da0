"""close() and throw(GeneratorExit) go down a chain of generators link by link; close() gives what the generator returned."""

import warnings


def attempt(label, function):
    try:
        print(label, "gave", function())
    except BaseException as error:
        print(label, "raised", type(error).__name__, error)


def swallows():
    try:
        yield 1
    except GeneratorExit:
        return "swallowed"


def replaces():
    try:
        yield 1
    except GeneratorExit:
        raise KeyError("replaced")


def reraises():
    try:
        yield 1
    finally:
        print("finally")


def goes_on():
    try:
        yield 1
    finally:
        yield "gone on"


def resumes_its_delegator():
    try:
        yield 1
    finally:
        attempt("again", lambda: next(chain))


def link(below):
    try:
        result = yield from below
        print("link got", result)
        yield "after"
    except BaseException as error:
        print("link saw", type(error).__name__, error)
        raise


for function in (swallows, replaces, reraises, goes_on, resumes_its_delegator):
    for how in ("close", "throw"):
        chain = link(link(function()))
        next(chain)
        attempt((function.__name__, how), chain.close if how == "close" else lambda: chain.throw(GeneratorExit("thrown")))
        attempt("then", lambda: next(chain))


def returns():
    try:
        yield 1
    except GeneratorExit:
        return "a value"


one = returns()
print(one.close(), one.close())
one = returns()
next(one)
print(one.close(), one.close())


class Foreign:
    def __iter__(self):
        return self

    def __next__(self):
        return 5

    def close(self):
        print("closed")
        return 3


chain = link(Foreign())
next(chain)
attempt("foreign", chain.close)


class Awaitable:
    def __await__(self):
        return swallows()


async def innermost():
    await Awaitable()


async def outermost():
    try:
        await innermost()
    except GeneratorExit:
        print("outermost saw it")
        raise


waiting = outermost()
waiting.send(None)
attempt("coroutine", waiting.close)


warnings.simplefilter("ignore", DeprecationWarning)


class Odd(Exception):
    def __new__(cls):
        return "no exception"


for arguments in ((Odd,), (ValueError("x"), None, 3), (ValueError("x"), "y"), (1,), (None,)):
    one = (each for each in range(3))
    next(one)
    attempt("throw", lambda: one.throw(*arguments))
