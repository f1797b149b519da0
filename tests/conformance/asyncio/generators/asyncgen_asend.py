"""asend gives a value to the suspended yield; the first may only be None."""
import asyncio

async def echo():
    received = "start"
    while True:
        received = yield f"<{received}>"

async def main():
    generator = echo()
    try:
        await generator.asend("too early")
    except TypeError as error:
        print(error)
    print(await generator.asend(None))
    print(await generator.asend("a"))
    print(await generator.asend("b"))
    await generator.aclose()

asyncio.run(main())
