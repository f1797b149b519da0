"""Groups nest: an error of the inner group passes through the outer as a group in a group."""
import asyncio

async def fail():
    raise ValueError("inner")

async def sibling():
    try:
        await asyncio.sleep(10)
    finally:
        print("sibling ends")

async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sibling())
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail())
    except ExceptionGroup as error:
        print(repr(error))

asyncio.run(main())
