"""types.SimpleNamespace and types.coroutine: what makes one, how it shows itself, pickles, and passes calls on."""

import copy
import pickle
import types
from collections.abc import Coroutine, Generator


class Named(types.SimpleNamespace):
    pass


class Fake(str):
    __class__ = types.SimpleNamespace


def attempt(*arguments, **keywords):
    try:
        print(types.SimpleNamespace(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__)


space = types.SimpleNamespace(x=1, y="two")
space.itself = space
print(space, Named(a=Named(b=2)))
inner = Named(a=space)
space.itself = inner
print(inner)
del space.itself
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(space, protocol))
    print(again == space, again is space, again)
print(copy.copy(space), copy.deepcopy(Named(z=[1])), space.__reduce__())
print(space == Fake(), types.SimpleNamespace() == Fake(), space != 3, Named() == types.SimpleNamespace())
for wrong in (3, [1], None):
    attempt(wrong)
attempt(x=1, y=2)


class Duck:
    """A generator by its methods."""

    def __init__(self):
        self.calls = []

    def send(self, value):
        self.calls.append(("send", value))
        return "sent"

    def throw(self, *arguments):
        self.calls.append(("throw", *[type(one).__name__ for one in arguments]))

    def close(self):
        self.calls.append("close")

    def __next__(self):
        return "next"

    def __iter__(self):
        return self


@types.coroutine
def ducks():
    return duck


duck = Duck()
wrapper = ducks()
print(type(wrapper).__name__, isinstance(wrapper, Generator), isinstance(wrapper, Coroutine), hasattr(wrapper, "__await__"))
print(wrapper.send(1), wrapper.throw(ValueError()), wrapper.close(), next(wrapper), duck.calls)
print(iter(wrapper) is wrapper, wrapper.__await__() is wrapper)
for name in ("gi_code", "cr_frame", "cr_await", "gi_running"):
    try:
        getattr(wrapper, name)
    except AttributeError:
        print(name, "is not there")


def numbers():
    yield 1


@types.coroutine
def wrapped():
    return numbers()


wrapper = wrapped()
print(wrapper.gi_code is numbers.__code__, wrapper.cr_running, wrapper.gi_yieldfrom, wrapper.__name__, wrapper.__qualname__)
print(next(iter(wrapper)))


@types.coroutine
def plain():
    return 3


async def native():
    pass


@types.coroutine
def already():
    return coroutine


coroutine = native()
print(plain(), already() is coroutine)
coroutine.close()
