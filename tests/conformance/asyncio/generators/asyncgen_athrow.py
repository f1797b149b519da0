"""athrow raises at the suspended yield; the generator may handle it and yield again."""
import asyncio

async def stubborn():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            print("caught", error)

async def main():
    generator = stubborn()
    print(await anext(generator))
    print(await generator.athrow(ValueError("one")))
    try:
        await generator.athrow(KeyError("two"))
    except KeyError as error:
        print("passed through", error)
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("finished")

asyncio.run(main())
