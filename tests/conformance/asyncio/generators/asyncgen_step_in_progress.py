"""While a step of an async generator that is driven by hand is in progress, no other may begin, and it can't drive itself."""
import asyncio
import types


@types.coroutine
def wait():
    yield "waited"


async def numbers():
    await wait()
    yield 1
    await wait()
    yield 2


def attempt(name, function, *arguments):
    try:
        print(name, function(*arguments))
    except BaseException as error:
        print(name, type(error).__name__, error)


makers = {
    "asend": lambda generator: generator.asend(None),
    "anext": lambda generator: generator.__anext__(),
    "athrow": lambda generator: generator.athrow(ValueError),
}
for name, make in makers.items():
    generator = numbers()
    print(generator.ag_running)
    first = generator.asend(None)
    attempt("first", first.send, None)
    print(generator.ag_running)
    second = make(generator)
    attempt(name, second.send, None)
    attempt(name, second.send, None)
    attempt("first", first.send, None)
    print(generator.ag_running)
    third = generator.asend(None)
    attempt("third", third.send, None)
    attempt("third", third.throw, KeyError)
    attempt("fourth", generator.asend(None).send, None)


async def comes_in_between():
    async for number in generator:
        print(number)


generator = numbers()
step = generator.asend(None)
attempt("step", step.send, None)
attempt("async for", comes_in_between().send, None)
closing = generator.aclose()
try:
    closing.send(None)
except RuntimeError:
    print("not closed")
attempt("step", step.send, None)


async def drives_itself():
    await wait()
    attempt("itself", own_step.send, None)
    attempt("itself", own_step.throw, KeyError)
    yield 1


own_step = drives_itself().asend(None)
attempt("own", own_step.send, None)
attempt("own", own_step.send, None)


# A task may drive a step.
async def main():
    print(asyncio.iscoroutine(numbers().asend(None)), asyncio.iscoroutine(numbers().__anext__()))

    async def slow():
        print("running", generator.ag_running)
        await asyncio.sleep(0)
        yield "item"

    generator = slow()
    print(await asyncio.create_task(generator.__anext__()))
    print(generator.ag_running)


asyncio.run(main())
